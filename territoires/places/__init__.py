"""Where things are: regions, departments, communes with their districts and former names, and the place search."""
