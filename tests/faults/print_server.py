"""A print service that takes calls and never answers: python print_server.py SOCKET.

It is a process of its own, since the tests themselves may listen on nothing. It prints a line for
each call, the first when it can be called.
"""

from __future__ import annotations

import socket
import sys

with socket.socket(socket.AF_UNIX) as service:
    service.bind(sys.argv[1])
    service.listen()
    print("ready", flush=True)
    calls = []
    while True:
        calls.append(service.accept()[0])
        print("called", flush=True)
