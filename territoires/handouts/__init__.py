"""What is printed: posters, wall newspapers, canvases, cards. Tagged PDFs made from what other contexts tell."""
