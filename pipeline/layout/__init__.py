"""How a page is laid out: breaks to overlook, lines and their markers, the frame around an article, headings, titles, related items."""
