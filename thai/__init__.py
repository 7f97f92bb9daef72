"""Thai office knowledge: digits, dates, reference numbers, deadlines. No Django in here."""
