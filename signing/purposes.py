"""What a certificate is issued for, by its extended key usages (RFC 5280, 4.2.1.12), as object identifiers."""

from __future__ import annotations

TIME_STAMPING = "1.3.6.1.5.5.7.3.8"
# A web server, code, a time-stamp service, a responder: such a certificate signs no document.
FOR_MACHINES = frozenset({"1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.3", TIME_STAMPING, "1.3.6.1.5.5.7.3.9"})
# With these a certificate that lacks non-repudiation still signs documents (RFC 9336; Adobe; Microsoft; electronic
# mail; any).
FOR_DOCUMENTS = frozenset(
    {
        "1.3.6.1.5.5.7.3.36",
        "1.2.840.113583.1.1.5",
        "1.3.6.1.4.1.311.10.3.12",
        "1.3.6.1.5.5.7.3.4",
        "2.5.29.37.0",
    }
)
