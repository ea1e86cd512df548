"""Everything that turns plaintext into ciphertext, or bytes into a keyed mark.

Three kinds of key: the *master key* lies in a file and never in the database; a *data key* per organiser lies
in the database, wrapped by the master key; *sub-keys* (blind index, fingerprints, signatures, cursors) are
derived from the master key and stored nowhere. Without the master key no sealed value can be read.
"""

from samsyn.core.crypto.marks import KeyedHasher
from samsyn.core.crypto.master import CryptoError, MasterKey
from samsyn.core.crypto.seal import (
    CHUNK_BYTES,
    Sealer,
    UnknownDataKey,
    WrappedKey,
    chunk_count,
    is_wrapped_by,
    new_data_key,
    rewrap,
)
from samsyn.core.crypto.secretfile import SecretFileError, read_secret, write_secret

__all__ = [
    "CHUNK_BYTES",
    "CryptoError",
    "KeyedHasher",
    "MasterKey",
    "Sealer",
    "SecretFileError",
    "UnknownDataKey",
    "WrappedKey",
    "chunk_count",
    "is_wrapped_by",
    "new_data_key",
    "read_secret",
    "rewrap",
    "write_secret",
]
