"""Official letters, stamps and register pages as PDF: the only room that draws."""
