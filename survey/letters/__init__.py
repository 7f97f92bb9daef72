"""Printed and tabular forms of the results."""
