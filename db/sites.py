"""The registry in the database: the sites that are inspected, in the order they stand in reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from db.models import SiteRow
from db.registry.files import RegistryFileError, default_registry, export_toml, read_csv, read_toml
from db.registry.record import COLUMNS, Problem, RegistryError, SiteRecord, errors, validate
from db.registry.tables import find_header, rows_from_table

__all__ = [
    "Problem",
    "RegistryError",
    "RegistryFileError",
    "SiteRecord",
    "default_registry",
    "errors",
    "export_toml",
    "find_header",
    "get_site",
    "list_sites",
    "merge_sites",
    "read_csv",
    "read_toml",
    "remove_site",
    "replace_sites",
    "rows_from_table",
    "site_from_dict",
    "site_to_dict",
    "validate",
]


def site_to_dict(site: SiteRecord) -> dict[str, Any]:
    """The site as plain values, as a run keeps its registry."""
    return asdict(site)


def site_from_dict(values: dict[str, Any]) -> SiteRecord:
    """The site of `site_to_dict`, also after a way through JSON; columns of a later version are left out."""
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items() if name in COLUMNS
    }
    return SiteRecord(**known)


def list_sites(session: Session) -> list[SiteRecord]:
    """The registry in its order."""
    query = select(SiteRow.data).order_by(SiteRow.position, SiteRow.code)
    return [site_from_dict(data) for data in session.execute(query).scalars()]


def get_site(session: Session, code: str) -> SiteRecord | None:
    """The site of a code."""
    data = session.execute(select(SiteRow.data).where(SiteRow.code == code)).scalar_one_or_none()
    return None if data is None else site_from_dict(data)


def replace_sites(session: Session, sites: Sequence[SiteRecord]) -> None:
    """Makes `sites` the whole registry. Raises RegistryError, and changes nothing, if it has errors."""
    _require_valid(sites)
    session.execute(delete(SiteRow))
    if sites:
        session.execute(insert(SiteRow), [_row(site, position) for position, site in enumerate(sites)])


def merge_sites(session: Session, sites: Sequence[SiteRecord]) -> tuple[int, int]:
    """Adds new sites at the end and overwrites those with a known code; returns how many were added and changed.

    Raises RegistryError, and changes nothing, if the registry would have errors.
    """
    before = {site.code: site for site in list_sites(session)}
    _require_valid(list((before | {site.code: site for site in sites}).values()))
    _require_valid(sites)
    place = session.execute(select(func.coalesce(func.max(SiteRow.position), -1))).scalar_one()
    new = [site for site in sites if site.code not in before]
    changed = [site for site in sites if site.code in before and site != before[site.code]]
    if new:
        session.execute(insert(SiteRow), [_row(site, place + number) for number, site in enumerate(new, 1)])
    for site in changed:
        values = _row(site, 0)
        del values["position"]
        session.execute(update(SiteRow).where(SiteRow.code == site.code).values(values))
    return len(new), len(changed)


def remove_site(session: Session, code: str) -> bool:
    """Takes a site out of the registry; its inspections stay. False if there was none."""
    removed = session.execute(delete(SiteRow).where(SiteRow.code == code).returning(SiteRow.code))
    return removed.scalar_one_or_none() is not None


def _row(site: SiteRecord, position: int) -> dict[str, Any]:
    data = site_to_dict(site)
    return {"position": position, "data": data} | {name: data[name] for name in ("code", "name", "kind", "url")}


def _require_valid(sites: Sequence[SiteRecord]) -> None:
    wrong = errors(validate(sites))
    if wrong:
        raise RegistryError(wrong)
