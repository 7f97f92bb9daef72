"""Every registered copy gets what it is found by; letters are folded with their text."""

from collections import defaultdict

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models

from thai.searching import looked_in, looked_in_prose
from thai.text import normalize

#: As circulars.domain.search_text had it on the day of this migration.
_PIECES = """
SELECT one.id, 'folded', letter.folded || letter.folded_body
  FROM circulars_officecopy one JOIN circulars_letter letter ON letter.id = one.letter_id
  WHERE one.id = ANY(%(ids)s)
UNION ALL
SELECT one.id, 'text', circular.subject
  FROM circulars_officecopy one JOIN circulars_circular circular ON circular.id = one.circular_id
  WHERE one.id = ANY(%(ids)s) AND one.letter_id IS NULL
UNION ALL
SELECT one.id, 'folded', own.folded || own.folded_body
  FROM circulars_officecopy one JOIN circulars_letter own
    ON own.circular_id = one.circular_id AND own.issuer_id = one.office_id AND own.composed_here
  WHERE one.id = ANY(%(ids)s)
UNION ALL
SELECT one.id, 'number', letter.number_printed || ' ' || letter.number_key
  FROM circulars_officecopy one
  JOIN circulars_officecopy upper
    ON upper.id = ANY(string_to_array(rtrim(one.above, '.'), '.')::bigint[])
  JOIN circulars_letter letter ON letter.id = upper.letter_id
  WHERE one.id = ANY(%(ids)s)
UNION ALL
SELECT entry.copy_id, 'number', entry.number || ' ' || entry.second_number
  FROM circulars_registerentry entry WHERE entry.copy_id = ANY(%(ids)s) AND NOT entry.given_back
UNION ALL
SELECT entry.copy_id, 'text', concat_ws(chr(10), entry.action, entry.note, unit.name, unit.short_name)
  FROM circulars_registerentry entry JOIN circulars_registerbook book ON book.id = entry.book_id
  LEFT JOIN offices_office unit ON unit.id = book.office_id AND unit.kind = 'DIVISION'
  WHERE entry.copy_id = ANY(%(ids)s) AND NOT entry.given_back
UNION ALL
SELECT note.copy_id, 'prose', note.text
  FROM circulars_endorsement note WHERE note.copy_id = ANY(%(ids)s)
UNION ALL
SELECT note.copy_id, 'text', concat_ws(chr(10), unit.name, unit.short_name,
       writer.first_name || ' ' || writer.last_name, officer.first_name || ' ' || officer.last_name)
  FROM circulars_endorsement note JOIN offices_user writer ON writer.id = note.by_id
  LEFT JOIN offices_office unit ON unit.id = note.to_unit_id
  LEFT JOIN offices_user officer ON officer.id = note.to_officer_id
  WHERE note.copy_id = ANY(%(ids)s)
UNION ALL
SELECT one.id, 'text', concat_ws(chr(10), officer.first_name || ' ' || officer.last_name,
       holder.name, holder.short_name)
  FROM circulars_officecopy one LEFT JOIN offices_user officer ON officer.id = one.officer_id
  LEFT JOIN offices_office holder ON holder.id = one.holder_id AND holder.kind = 'DIVISION'
  WHERE one.id = ANY(%(ids)s)
UNION ALL
SELECT sending.copy_id, 'text', sending.rule_text
  FROM circulars_dispatch sending WHERE sending.copy_id = ANY(%(ids)s)
ORDER BY 1, 2, 3
"""

BATCH = 500


def in_batches(rows):
    some = []
    for row in rows.iterator(chunk_size=BATCH):
        some.append(row)
        if len(some) == BATCH:
            yield some
            some = []
    if some:
        yield some


def fold_again(apps, _editor):
    letters = apps.get_model("circulars", "Letter").objects.select_related("issuer", "unit")
    for some in in_batches(letters.order_by("pk")):
        for letter in some:
            enclosed = [str(one.get("text", "")) for one in letter.enclosures]
            offices = [office for office in (letter.issuer, letter.unit) if office is not None]
            named = [name for office in offices for name in (office.name, office.short_name)]
            signed = [letter.signer_name, letter.signer_position, letter.acting_for]
            texts = [
                letter.subject,
                letter.issuer_name,
                letter.addressee,
                *named,
                *signed,
                *enclosed,
            ]
            letter.folded = looked_in(
                f"{letter.number_printed} {letter.number_key}",
                *dict.fromkeys(filter(None, texts)),
                day=letter.dated,
            )
            around = [*map(str, letter.references), *map(str, letter.copies_to), letter.contact]
            letter.folded_body = looked_in_prose("\n".join([letter.body, *around]))
        letters.model.objects.bulk_update(some, ["folded", "folded_body"])


def folded(kind, piece):
    if kind == "folded":
        return piece
    if kind == "number":
        return f" {normalize(piece)} "
    return looked_in_prose(piece) if kind == "prose" else looked_in("", *piece.split("\n"))


def write_texts(apps, editor):
    copies = apps.get_model("circulars", "OfficeCopy").objects.only("pk", "office_id")
    texts = apps.get_model("circulars", "SearchText").objects
    for some in in_batches(copies.exclude(registered_at=None).order_by("pk")):
        pieces = defaultdict(dict)
        with editor.connection.cursor() as cursor:
            cursor.execute(_PIECES, {"ids": [copy.pk for copy in some]})
            for pk, kind, piece in cursor.fetchall():
                if piece.strip():
                    pieces[pk][folded(kind, piece)] = None
        texts.bulk_create(
            texts.model(copy_id=copy.pk, house_id=copy.office_id, text=" ".join(pieces[copy.pk]))
            for copy in some
        )


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0007_officer_extends_days"),
        ("circulars", "0024_endorsed_for"),
    ]

    operations = [
        BtreeGinExtension(),
        migrations.AddField(
            model_name="letter",
            name="folded_body",
            field=models.TextField(db_default="", default="", editable=False),
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "copy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="circulars.officecopy",
                    ),
                ),
                ("text", models.TextField()),
                (
                    "house",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
            ],
        ),
        migrations.RunPython(fold_again, migrations.RunPython.noop),
        migrations.RunPython(write_texts, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="searchtext",
            index=django.contrib.postgres.indexes.GinIndex(
                "house",
                django.contrib.postgres.indexes.OpClass("text", name="gin_trgm_ops"),
                name="search_text_of_house",
            ),
        ),
    ]
