"""What `kith export` and `kith calendar` write, put to the programs that are to take it.

Run as `python -m scripts.peers`, or `make peers`: khard, Radicale, vdirsyncer, ical.js and
icalendar are installed into build/peers with pip and npm, and none of this is part of the tests.
"""
