"""What `./run bench` measures with. Loopback only, every loop bounded in count or time. Never part of the tests."""
