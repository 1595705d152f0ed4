"""What visitors and signed-in people meet first: home, story, contact, navigation, my space, the coordination desk."""
