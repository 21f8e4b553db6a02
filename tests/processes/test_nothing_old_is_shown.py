"""With the page cache on, in two servers: what one process publishes, the next reader of any other sees."""

import urllib.error
import urllib.request

import pytest

from .conftest import Site

LIST = "/vi/san-pham/"
SEARCH = "/vi/tim/?q=amphora"


def read(address: str) -> str:
    """The page as a browser without cookies gets it; of an error its number."""
    try:
        with urllib.request.urlopen(address, timeout=60) as response:  # noqa: S310 - our own servers
            return response.read().decode()
    except urllib.error.HTTPError as error:
        return f"({error.code})"


def tag(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as response:  # noqa: S310 - our own servers
        return response.headers["ETag"]


def everywhere(site: Site, path: str, words: str) -> list[bool]:
    """Whether each server's page has the words; each is asked twice, so that its cache has answered too."""
    return [words in read(server + path) for server in site.servers for _time in range(2)]


@pytest.mark.django_db(transaction=True)
def test_publish_synonym_photo_midnight_and_withdrawal_are_in_the_next_answer_of_both_servers(site_of_processes: Site):
    site = site_of_processes
    assert not any(everywhere(site, LIST, "Chè của hai tiến trình"))

    tea = site.tell("publish", name="Chè của hai tiến trình")
    assert all(everywhere(site, LIST, "Chè của hai tiến trình"))
    assert all(everywhere(site, tea["address"], "Chè của hai tiến trình"))
    assert tag(site.servers[0] + LIST) == tag(site.servers[0] + LIST)

    assert not any(everywhere(site, SEARCH, "Chè của hai tiến trình"))
    site.tell("call", term="amphora", other="hai tiến trình")
    assert all(everywhere(site, SEARCH, "Chè của hai tiến trình"))

    photo = site.tell("show_photo", product=tea["id"])
    assert all(everywhere(site, tea["address"], photo["file"]))
    assert all(everywhere(site, LIST, photo["file"]))
    another = site.tell("show_photo", product=tea["id"])
    assert all(everywhere(site, tea["address"], another["file"]))
    assert not any(everywhere(site, LIST, photo["file"]))

    in_force = "plate__cap"
    assert all(everywhere(site, LIST, in_force)) and not any(everywhere(site, tea["address"], "hết hiệu lực"))
    site.move_clock(tea["days"])
    assert not any(everywhere(site, tea["address"], "hết hiệu lực"))
    site.move_clock(tea["days"] + 1)
    assert all(everywhere(site, tea["address"], "hết hiệu lực"))
    assert all(everywhere(site, LIST, "hết hiệu lực"))

    site.tell("withdraw", product=tea["id"])
    assert not any(everywhere(site, tea["address"], "Chè của hai tiến trình"))
    assert not any(everywhere(site, LIST, "Chè của hai tiến trình"))
