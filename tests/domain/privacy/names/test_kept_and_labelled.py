"""What leads to somebody we know is theirs, of anybody else it says what it was, and what the settings name stays."""

from __future__ import annotations

import pytest

from tests.domain.privacy.names.crowd import contact, knowing, structured

JANE = contact(
    "Jane Doe",
    email=("jane@acme.example",),
    tel=("+44 7700 900123",),
    url=("https://x.com/jd_ux", "janedoe.example"),
    org="Northwind Traders",
)
BOB = contact("Bob Ray", email=("desk@acme.example",), tel=("+44 7700 900555",), url=("https://x.com/shared",))
ANN = contact("Ann Lee", email=("desk@acme.example",), tel=("+44 7700 900555",), url=("https://x.com/shared",))

# What is written, what it becomes, and what it becomes where the settings name it as a word to keep.
WRITTEN = [
    ("https://github.com/ourteam", "[link]", "https://github.com/ourteam"),
    ("team@acme.example", "[e-mail]", "team@acme.example"),
    ("+44 7700 900999", "[phone]", "+44 7700 900999"),
    ("@designguild", "[handle]", "@designguild"),
    ("Northwind Traders", "[org]", "Northwind Traders"),
    ("https://x.com/jd_ux", "P01", "P01"),
    ("https://x.com/jd_ux/status/1?s=20#top", "P01", "P01"),
    ("https://www.janedoe.example/cv/", "P01", "P01"),
    ("jane@acme.example", "P01", "P01"),
    ("+44 7700 900123", "P01", "P01"),
    ("https://x.com/shared", "[link]", "[link]"),
    ("desk@acme.example", "[e-mail]", "[e-mail]"),
    ("+44 7700 900555", "[phone]", "[phone]"),
    ("https://acme.example/pricing", "https://acme.example/pricing", "https://acme.example/pricing"),
]


@pytest.mark.parametrize(("written", "becomes", "kept"), WRITTEN)
def test_links_addresses_and_numbers_are_kept_or_labelled(written: str, becomes: str, kept: str) -> None:
    words = (written.removeprefix("@"),)
    assert knowing(JANE, BOB, ANN).scrub(f"see {written} there") == f"see {becomes} there"
    assert knowing(JANE, BOB, ANN, keep=words).scrub(f"see {written} there") == f"see {kept} there"


PARTICLES = [
    (contact("Jan van der Berg"), "met van der Berg and Berg", "met P01 and P01"),
    (contact("Jan van der Berg"), "VAN DER BERG's mail", "P01's mail"),
    (contact("Jan van der Berg"), "der Berg called", "der P01 called"),
    (contact("Jan van der Berg"), "a van, and der die das", "a van, and der die das"),
    (structured("Jan", "van der Berg"), "van der Berg, Jan; J. van der Berg", "P01; P01"),
    (structured("Jan", "van der Berg"), "van der left the van", "van der left the van"),
    (contact("Maria de la Cruz"), "de la Cruz or Cruz", "P01 or P01"),
    (contact("Maria de la Cruz"), "de la semana", "de la semana"),
    (contact("Otto von Bismarck"), "von Bismarck, Bismarck, von", "P01, P01, von"),
    (structured("De", "de Vries"), "de tafel van De Vries", "de tafel van P01"),
    (contact("Ludwig van"), "a van", "a van"),
]


@pytest.mark.parametrize(("person", "text", "scrubbed"), PARTICLES)
def test_particles_go_with_the_name_they_stand_before_and_are_nobody_alone(
    person: object, text: str, scrubbed: str
) -> None:
    assert knowing(person).scrub(text) == scrubbed  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "names"),
    [("a van and der die das", False), ("de la semana", False), ("the Berg", True), ("vandervalk", False)],
)
def test_a_particle_alone_names_nobody(text: str, names: bool) -> None:
    scrubber = knowing("Jan van der Berg", "Maria de la Cruz")
    assert scrubber.names_somebody(text) is names
    assert not scrubber.may_hold_whole_name(text)


NETWORKS = [
    "about.me",
    "bsky.app",
    "calendly.com",
    "facebook.com",
    "github.com",
    "gitlab.com",
    "instagram.com",
    "linkedin.com",
    "mastodon.social",
    "medium.com",
    "reddit.com",
    "snapchat.com",
    "t.me",
    "threads.net",
    "tiktok.com",
    "twitter.com",
    "vk.com",
    "wa.me",
    "x.com",
    "xing.com",
    "youtube.com",
]


@pytest.mark.parametrize("network", NETWORKS)
def test_a_profile_of_any_network_leads_to_somebody(network: str) -> None:
    scrubber = knowing(JANE)
    assert scrubber.scrub(f"see https://{network}/somebody") == "see [link]"
    assert scrubber.scrub(f"see {network}/user/somebody") == "see [link]"
    assert scrubber.scrub(f"see https://{network}/about") == f"see https://{network}/about"
