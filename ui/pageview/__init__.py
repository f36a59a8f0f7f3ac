"""Pages of a document, drawn from pictures that the read lane makes."""
