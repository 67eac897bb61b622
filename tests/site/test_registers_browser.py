"""The register pages in a browser: axe finds nothing, in both languages, from the form to the faults."""

from __future__ import annotations

import pytest

from tests.site.browser import SITE, serve
from tests.site.conftest import signed_in
from tests.site.test_browser import faults
from tests.site.test_registers import FAULTY, given, kept, reviewed

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PLAIN = "place,name,kind\n01,North,province\n02,South,province\n"


@pytest.mark.parametrize("language", ["en", "km"])
def test_axe_finds_nothing_on_the_pages_of_registers(record, settings, tmp_path, language):
    settings.STAGING, settings.REGISTERS = tmp_path / "staging", tmp_path / "registers"
    keeper = signed_in(record.users["keeper"], language=language)
    first, second = kept(settings.REGISTERS, PLAIN), kept(settings.REGISTERS, PLAIN + "03,East,province\n")
    mapping, found_faults = (given(keeper, FAULTY.replace("=Moon", "Moon")).headers["Location"] for _ in range(2))
    keeper.post(found_faults, reviewed(keeper.get(found_faults)))
    compared = f"/registers/places/?before={first.name}&after={second.name}"
    addresses = ["/registers/", compared, "/registers/load/", mapping, found_faults]

    with serve(keeper) as served:
        found = {}
        for address in addresses:
            served.page.goto(SITE + address)
            found[address] = faults(served.page)

    assert {address: each for address, each in found.items() if each} == {}
