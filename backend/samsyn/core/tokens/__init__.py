"""JSON Web Tokens: the only place that touches python-jose.

The library signs and checks signatures; what it leaves open is closed here: which algorithm a key may be used
with, which headers and claims must and must not be there, how long a token may live.
"""

from samsyn.core.tokens.access import AccessClaims, IssuedToken, TokenReader, TokenSigner
from samsyn.core.tokens.assertions import ASSERTION_TYPE, AssertionClaims, ClientAssertionReader
from samsyn.core.tokens.keys import BadKey, SigningKey, VerificationKey
from samsyn.core.tokens.reading import MAX_TOKEN_BYTES, TokenRefused

__all__ = [
    "ASSERTION_TYPE",
    "MAX_TOKEN_BYTES",
    "AccessClaims",
    "AssertionClaims",
    "BadKey",
    "ClientAssertionReader",
    "IssuedToken",
    "SigningKey",
    "TokenReader",
    "TokenRefused",
    "TokenSigner",
    "VerificationKey",
]
