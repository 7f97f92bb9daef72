"""Take everything that acts by itself out of a PDF: scripts, launches, forms, attachments."""

import pikepdf

_CATALOGUE = ("/OpenAction", "/AA", "/AcroForm", "/AF", "/Collection", "/Perms")
_NAME_TREES = ("/JavaScript", "/EmbeddedFiles", "/Renditions")
ACTIVE_ANNOTATIONS = {
    "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/FileAttachment", "/Widget",
}  # fmt: skip
_ACTIVE_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition",
    "/Movie", "/Sound", "/ResetForm", "/Hide", "/RichMediaExecute", "/GoTo3DView", "/SetOCGState",
}  # fmt: skip
_ADDRESSES = ("http://", "https://", "mailto:")


def sanitise(document: pikepdf.Pdf) -> int:
    """
    Remove active content from ``document`` in place; returns how many things were removed.

    Signatures and form fields go too: the original is kept elsewhere, byte for byte.
    The caller keeps ``document`` in a variable: a Pdf collected too early crashes.
    """
    removed = _drop(document.Root, _CATALOGUE)
    if isinstance(names := document.Root.get("/Names"), pikepdf.Dictionary):
        removed += _drop(names, _NAME_TREES)
    for page in document.pages:
        removed += _drop(page.obj, ("/AA", "/AF"))
        removed += _passive_annotations(page)
    return removed + _sweep(document)


def _drop(holder: pikepdf.Object, keys: tuple[str, ...]) -> int:
    present = [key for key in keys if key in holder]
    for key in present:
        del holder[key]
    return len(present)


def _passive_annotations(page: pikepdf.Page) -> int:
    """What acts is taken out; a link that leads astray stays to be seen and leads nowhere."""
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return 0
    kept = [item for item in annotations if _is_passive(item)]
    removed = len(annotations) - len(kept)
    if removed:
        page.obj.Annots = pikepdf.Array(kept)
    for item in kept:
        if "/A" in item and not _is_harmless(item.A):
            removed += _drop(item, ("/A", "/PA"))
    return removed


def _is_passive(annotation: pikepdf.Object) -> bool:
    if not isinstance(annotation, pikepdf.Dictionary):
        return False
    return str(annotation.get("/Subtype", "")) not in ACTIVE_ANNOTATIONS


def _is_harmless(action: pikepdf.Object) -> bool:
    if not isinstance(action, pikepdf.Dictionary) or "/Next" in action:
        return False
    kind = str(action.get("/S", ""))
    if kind == "/URI":
        return str(action.get("/URI", "")).lower().startswith(_ADDRESSES)
    return kind == "/GoTo"


def _sweep(document: pikepdf.Pdf) -> int:
    """Look at every object once more, wherever it hangs."""
    removed = 0
    for item in document.objects:
        if not isinstance(item, pikepdf.Dictionary):
            continue
        if str(item.get("/S", "")) in _ACTIVE_ACTIONS and "/K" not in item:
            for key in list(item.keys()):
                del item[key]
            removed += 1
            continue
        removed += _drop(item, ("/JS", "/EF", "/AA"))
    return removed
