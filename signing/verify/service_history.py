"""The history of a trusted list's services, in the form that pyHanko reads (ETSI TS 119 612, 5.6).

A history instance names its service by the key (5.6.3: X509SKI) and mostly without the certificate. Whose service it is
stands in the entry around it; pyHanko takes certificates only, so they are set beside the key.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

_TSL = "{http://uri.etsi.org/02231/v2#}"
_SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}"
_ROOT, _IDENTITY, _KEY = f"{_TSL}TrustServiceStatusList", f"{_TSL}ServiceDigitalIdentity", f"{_TSL}DigitalId"
_CERTIFICATE = f"{_TSL}X509Certificate"


def with_identities(text: str) -> str:
    """Return a list whose history instances have the certificates of their services; unchanged where it has to stay.

    Args:
        text: a list whose signature was checked. One whose signature is about another element than its root is not
            touched: what stands around that was not signed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(text.encode(), parser)
    if root.tag != _ROOT or not _is_signed(root):
        return text
    for service in root.iter(f"{_TSL}TSPService"):
        own = service.find(f"{_TSL}ServiceInformation/{_IDENTITY}")
        named = [] if own is None else [one for one in own.findall(_KEY) if one.find(_CERTIFICATE) is not None]
        for instance in service.iter(f"{_TSL}ServiceHistoryInstance"):
            identity = instance.find(_IDENTITY)
            if identity is not None and not any(one.find(_CERTIFICATE) is not None for one in identity.findall(_KEY)):
                identity.extend(deepcopy(one) for one in named)
    return str(etree.tostring(root, encoding="unicode"))


def _is_signed(root: etree._Element) -> bool:
    references = root.iterfind(f"{_SIGNATURE}Signature/{_SIGNATURE}SignedInfo/{_SIGNATURE}Reference")
    return any(one.get("URI") in {"", f"#{root.get('Id')}"} for one in references)
