"""The authoring standard: types, expressions and validation in the terms of XLSForm."""
