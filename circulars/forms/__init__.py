"""Forms of the circulars screens; every sentence says how to write it right."""
