"""content: the story and the charter. figures: what the home page counts. addresses: sitemap and plan."""
