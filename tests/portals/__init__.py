"""Replicas of government portals on loopback: real HTTP, made-up reports, known truth, faults at the flick of a switch.

>>> from tests.portals.trs import Trs
>>> with Trs() as portal:
...     portal.faults.set("/xxgk/gkndbg/index_1.html", "stub").kind
...     len(portal.truth.reports), len(portal.log), portal.entry()["columns"]
'stub'
(19, 0, [{'url': '/xxgk/gkndbg/', 'kind': 'annual_report'}])

`portal.content` adds, changes, moves and removes documents between runs; `portal.robots`, `portal.validators` and
`portal.faults` may be set at any time. A test reads `portal.log` for the requests made and `portal.truth` for what a
perfect crawl stores. `python -m tests.portals --write FILE` starts one of each and writes a catalogue of them.
"""
