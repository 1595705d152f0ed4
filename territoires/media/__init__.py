"""Pictures and sound: received, checked, re-encoded in a process of its own without metadata, stored, served; with the
consent of each recognisable person. Originals are private and deleted by rule. Nothing here knows what a
picture is for."""
