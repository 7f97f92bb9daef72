"""Training of the line reader: lines that no office wrote, drawn in every Thai font at hand."""
