"""A list of everything a site is built with, in the form that scanners read (CycloneDX 1.6).

`python -m knowledge.supply.sbom LOCK` writes it as JSON (`make sbom`). It holds no time and no
number made by chance: the same lock file in the same environment gives the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseAcknowledgement
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from knowledge.supply.licences import NOT_HERE, UNKNOWN, licence_of
from knowledge.supply.lock import Locked, read_lock

PROJECT = "querverweis"
VERSION = re.compile(r'^version = "(?P<version>[^"]+)"$', re.MULTILINE)
MARKER = "querverweis:marker"
"""The property that says on which machines a requirement is installed."""
HASH = "querverweis:sha256"
"""The property that names a file by its hash; a component's own hash would be of one file."""


def sbom(locked: Sequence[Locked], version: str) -> str:
    """The list as JSON.

    Args:
        locked: what a site is built with.
        version: of this project.
    """
    bom = Bom()
    root = Component(
        name=PROJECT,
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=PROJECT,
        licenses=[LicenseFactory().make_from_string("MIT")],
    )
    bom.metadata.component = root
    components = {each: _component(each) for each in locked}
    for component in components.values():
        bom.components.add(component)
    bom.register_dependency(root, components.values())
    by_name: dict[str, list[Component]] = {}
    for each, component in components.items():
        by_name.setdefault(each.name, []).append(component)
    for each, component in components.items():
        bom.register_dependency(component, _needed(each, by_name))
    # Both would be another every time; the library asks for them, the format does not.
    unset: Any = None
    bom.serial_number = bom.metadata.timestamp = unset
    outputter = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6)
    return f"{outputter.output_as_string(indent=2)}\n"


def _component(locked: Locked) -> Component:
    licence = licence_of(locked)
    is_stated = licence not in {NOT_HERE, UNKNOWN}
    declared = LicenseAcknowledgement.DECLARED
    found = LicenseFactory().make_from_string(licence, license_acknowledgement=declared)
    properties = [Property(name=HASH, value=value) for value in locked.hashes]
    if locked.marker:
        properties.append(Property(name=MARKER, value=str(locked.marker)))
    is_one_file = len(locked.hashes) == 1
    return Component(
        name=locked.name,
        version=locked.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{locked.name}=={locked.version}",
        purl=PackageURL("pypi", None, locked.name, locked.version),
        licenses=[found] if is_stated else [],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=locked.hashes[0])]
        if is_one_file
        else [],
        properties=properties,
    )


def _needed(locked: Locked, by_name: Mapping[str, Iterable[Component]]) -> list[Component]:
    """The components that one asks for, as far as its metadata is at hand."""
    try:
        lines = requires(locked.name) or []
    except PackageNotFoundError:
        return []
    names = {
        canonicalize_name(each.name)
        for each in map(Requirement, lines)
        if each.marker is None or each.marker.evaluate({"extra": ""})
    }
    return [component for name in sorted(names) for component in by_name.get(name, ())]


if __name__ == "__main__":
    _file = Path(sys.argv[1])
    _project = VERSION.search((_file.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert _project
    sys.stdout.write(sbom(read_lock(_file), _project["version"]))
