"""The one place where a file from outside is opened: a process of its own, without network, secrets nor Django, under
limits of time and memory. It reads one file, writes into one folder, and ends."""
