"""Who may read and change what the journal holds, one module per kind of row, imported by its name."""
