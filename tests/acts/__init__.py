"""Every act called directly, by everybody, in every state: a rule of a screen is no rule."""
