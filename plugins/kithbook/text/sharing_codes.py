"""The codes of findings in consents and in the airlock."""

from __future__ import annotations

from kithbook.text.code import error, warning

CONSENT = (
    error(
        "consent-unclear",
        "Something in the file leaves the consent in doubt: a finding inside it, a key it does not "
        "know, or a word for a withdrawal in another place. It does not hold, and nothing is "
        "published until this is settled.",
        "If it was taken back, write `withdrawn:` with the day into the consent; else mend the "
        "place named.",
    ),
    warning(
        "consent-changed",
        "The public words are others than the person agreed to on the day of the consent; they "
        "are not shown.",
        "Ask again, write the new day under `on`, then `kith disclose --apply`.",
    ),
    warning(
        "consent-missing",
        "There is a public text and no consent that covers it; it is not shown.",
        "Ask the person, then write `consent: {on: DATE, by: e-mail, shows: [...]}`.",
    ),
    warning(
        "consent-stale",
        "The consent has run out or was withdrawn; the public text is not shown.",
        "Ask again and write the new date, or delete the public text.",
    ),
)

AIRLOCK = (
    warning(
        "names-somebody",
        "A public text names somebody whose consent does not show the name; it is not shown.",
        "Say it without the name, or ask for consent to it.",
    ),
    error(
        "bad-airlock",
        "The airlock is not as `kith disclose` writes it, so the public site is not built.",
        "Write it anew with `kith disclose --apply`.",
    ),
    error(
        "withdrawn",
        "The airlock still holds a text whose consent was withdrawn, has run out, or is narrower.",
        "Take it out with `kith disclose --apply`, and publish again.",
    ),
    error(
        "unconsented",
        "The airlock holds a text that nobody in the book has agreed to.",
        "Write it anew with `kith disclose --apply`; what is shown begins in the person's file.",
    ),
    error(
        "still-published",
        "A published page shows a text, name or link that nobody agrees to any more.",
        "`kith disclose --apply`, then `kith publish --apply`; for a branch with `--without-past`.",
    ),
    error(
        "bad-published",
        "The file that remembers what was published cannot be read.",
        "Mend it, or delete it; `kith publish --apply` writes it anew.",
    ),
    warning(
        "stale-airlock",
        "The airlock is not what `kith disclose` would write today.",
        "Look at the difference with `kith disclose`, then add `--apply`.",
    ),
)
