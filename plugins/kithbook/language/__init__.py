"""One folder a language: all that the product says or reads in it, as data.

To add a language, make a folder named for its code (`language/it`) and copy these into it from
`language/en`; no code is touched. Keep keys and {braces}, translate what stands after the colons.

- `page.yml`: what the public page says of itself, the form and the privacy notice.
- `replies.yml`: the answers to requests. `drafts.yml`: the messages of an introduction.
- `phrases.yml`: days, how a reason begins, single phrases.
- `words.txt`: what people call the language, its months, small words (`silent`, `asking`, …).
- `kinds.txt`: words for the kinds of a log entry, such as `Anruf` for `call`.
- `choices.txt`: words for the few that a key takes, such as `ja` for `yes`.
- `spoken.txt`: how people say in one line what happened, for `kith log`; what its lists mean stands
  at the head of the English one, and each of them may be missing.
- `compounds.txt`: how it puts words together, where it writes compounds as one word.
- `found.txt`: how strangers say how they found the owner, by sorts of source.
- `mail.yml`: what its mail programs and form services write.
- `coach.yml`: the words by which the language is known (`stop`), and the coach's rules and remarks
  where there are some; then `python -m scripts.coach_rules`. Without remarks the coach says what
  holds in any language, and nothing on the page.

Each of them may be missing: `es` is read and not spoken. `page.yml`, `replies.yml`, `drafts.yml`
and `phrases.yml` are whole or not there; `pytest tests/language tests/public/test_catalogue.py
tests/introductions/drafts/test_golden.py` says what lacks.
"""
