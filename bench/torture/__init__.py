"""Attacks in numbers: damages, kills, writers, servers, files, inputs and requests; each is survived or listed.

``./dev torture``, or ``python -m bench.torture --scale 0.1`` for a tenth of it. A small part runs with the tests.
"""
