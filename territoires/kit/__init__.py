"""What any site needs and no word of ours: page skeleton, components, forms, cache, limits, clock, jobs."""
