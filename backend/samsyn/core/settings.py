"""Every setting of the program, typed; what is unknown or unsafe stops the start and says why."""

import os
from contextlib import suppress
from ipaddress import IPv4Network, IPv6Network, ip_address
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from samsyn.core.embedded import socket_url

PREFIX = "SAMSYN_"
ROOT = Path(__file__).resolve().parents[3]

Port = Annotated[int, Field(ge=1, le=65535)]
Network = IPv4Network | IPv6Network
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class SettingsError(ValueError):
    """The text is meant for the person at the terminal and holds no value of a secret."""


class Settings(BaseSettings):
    """Read with `Settings.load()`; tests build it from keyword arguments instead."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    host: str = Field(
        "127.0.0.1", description="Address to listen on; other than loopback demands a public URL."
    )
    port: Port = Field(8000, description="Port of the web server.")
    public_url: str | None = Field(
        None, description="Address people use, `https://…`, when a reverse proxy stands in front."
    )
    trusted_proxies: Annotated[tuple[Network, ...], NoDecode] = Field(
        (), description="Networks, separated by commas, whose forwarding headers are believed."
    )
    data_dir: Path = Field(ROOT / "var", description="Embedded database, master key and backups.")
    static_dir: Path = Field(ROOT / "frontend" / "dist", description="The built web pages.")
    master_key_file: Path | None = Field(
        None, description="File with the master key; demanded together with a public URL."
    )
    database_name: str = Field(
        "samsyn", pattern=r"^[a-z][a-z0-9_]{0,62}$", description="Database in the embedded server."
    )
    database_url: SecretStr | None = Field(
        None, description="PostgreSQL of your own, as the role `samsyn_app`; not set: embedded."
    )
    owner_database_url: SecretStr | None = Field(
        None, description="The same database as `samsyn_owner`, for migrations."
    )
    worker_database_url: SecretStr | None = Field(
        None, description="The same database as `samsyn_worker`, for background work."
    )
    admin_database_url: SecretStr | None = Field(
        None, description="The same server as a superuser: creates roles, takes backups."
    )
    pool_size: int = Field(20, ge=1, le=500, description="Database connections of one web process.")
    worker_concurrency: int = Field(4, ge=1, le=100, description="Jobs that one worker runs at a time.")
    clamav: str | None = Field(
        None,
        pattern=r"^[A-Za-z0-9.\[\]:-]+:[0-9]{1,5}$",
        description="`host:port` of a ClamAV daemon that looks at every file; not set: no scanning.",
    )
    metrics_port: Port | None = Field(
        None, description="Prometheus metrics of web, on loopback; worker takes the next port. Not set: off."
    )
    log_level: LogLevel = Field("INFO", description="Least severe line that is logged.")
    demo: bool = Field(False, description="Demo municipality with its accounts; loopback only.")
    demo_password: SecretStr | None = Field(
        None, description="Password of the demo accounts; not set: made at the first start."
    )

    @classmethod
    def load(cls) -> Self:
        """Reads the environment. Raises SettingsError: unknown name, wrong type, unsafe combination."""
        known = {PREFIX + name.upper() for name in cls.model_fields}
        unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
        if unknown:
            raise SettingsError(
                f"unknown setting {', '.join(unknown)}; the known ones are in docs/deployment.md"
            )
        try:
            return cls()
        except ValidationError as error:
            raise SettingsError(
                "; ".join(_line(part["loc"], part["msg"]) for part in error.errors())
            ) from None

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator("public_url")
    @classmethod
    def _https_origin(cls, value: str | None) -> str | None:
        if value is None:
            return None
        rest = value.removeprefix("https://").rstrip("/")
        if not value.startswith("https://") or not rest or any(mark in rest for mark in "/?#@ "):
            raise ValueError("must be https://host or https://host:port, without path")
        return f"https://{rest}"

    @field_validator("data_dir", "static_dir", "master_key_file")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        return value.expanduser().absolute() if value else None

    @model_validator(mode="after")
    def _safe(self) -> Self:
        if not self.is_loopback and not (self.public_url and self.trusted_proxies):
            raise ValueError(
                "SAMSYN_HOST other than loopback demands SAMSYN_PUBLIC_URL=https://… and "
                "SAMSYN_TRUSTED_PROXIES: over plain http browsers send neither secure cookies nor "
                "the origin of a request"
            )
        if self.demo and not (self.is_loopback and not self.public_url and not self.trusted_proxies):
            raise ValueError(
                "SAMSYN_DEMO is for a loopback address only, without SAMSYN_PUBLIC_URL "
                "and SAMSYN_TRUSTED_PROXIES"
            )
        if self.public_url and not self.master_key_file:
            raise ValueError(
                "SAMSYN_PUBLIC_URL demands SAMSYN_MASTER_KEY_FILE: keep the key outside the data"
            )
        return self

    @property
    def is_loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def is_embedded(self) -> bool:
        return self.database_url is None

    @property
    def local_url(self) -> str:
        """Address of the web server itself, as seen from this machine."""
        host = self.host
        with suppress(ValueError):
            address = ip_address(host)
            if address.is_unspecified:
                host = "127.0.0.1" if address.version == 4 else "::1"
        return f"http://{f'[{host}]' if ':' in host and not host.startswith('[') else host}:{self.port}"

    @property
    def key_file(self) -> Path:
        return self.master_key_file or self.data_dir / "master.key"

    @property
    def cluster_dir(self) -> Path:
        """Data directory of the embedded PostgreSQL."""
        return self.data_dir / "postgres"

    @property
    def app_url(self) -> str:
        return self._url("samsyn_app", "database_url")

    @property
    def worker_url(self) -> str:
        return self._url("samsyn_worker", "worker_database_url")

    @property
    def owner_url(self) -> str:
        return self._url("samsyn_owner", "owner_database_url")

    @property
    def admin_url(self) -> str:
        """Superuser, in the maintenance database when embedded."""
        return self._url("postgres", "admin_database_url", "postgres")

    def _url(self, role: str, field: str, database: str | None = None) -> str:
        """SQLAlchemy URL of a role. Raises SettingsError when an external server lacks this role's URL."""
        if self.is_embedded:
            return socket_url(self.cluster_dir, role, database or self.database_name)
        given: SecretStr | None = getattr(self, field)
        if given is None:
            raise SettingsError(
                f"SAMSYN_DATABASE_URL is set: this also needs {PREFIX}{field.upper()} (role {role})"
            )
        try:
            url = make_url(given.get_secret_value())
        except ArgumentError:
            raise SettingsError(f"{PREFIX}{field.upper()} is not a database URL") from None
        if url.get_backend_name() not in {"postgresql", "postgres"}:
            raise SettingsError(f"{PREFIX}{field.upper()} must begin with postgresql://")
        return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _line(location: tuple[int | str, ...], message: str) -> str:
    name = f"{PREFIX}{str(location[0]).upper()}: " if location else ""
    return name + message.removeprefix("Value error, ")
