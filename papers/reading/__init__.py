"""Reading a letter: what is printed on its pages, where, and how sure the reader is."""
