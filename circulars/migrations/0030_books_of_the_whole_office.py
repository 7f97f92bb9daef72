# Made by Django 5.2.19 on 2026-11-29 11:11

import django.db.models.deletion
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import circulars.models.staying


class Migration(migrations.Migration):
    dependencies = [
        ("circulars", "0029_keyed_chain"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Carriage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to_text", models.CharField(max_length=300, verbose_name="ถึง")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("post", "ไปรษณีย์ธรรมดา"),
                            ("registered", "ไปรษณีย์ลงทะเบียน"),
                            ("express", "ไปรษณีย์ด่วนพิเศษ (EMS)"),
                            ("carried", "เจ้าหน้าที่นำส่ง"),
                            ("collected", "ผู้รับมารับเอง"),
                            ("email", "อีเมล"),
                            ("system", "ระบบสารบรรณอื่น"),
                            ("fax", "โทรสาร"),
                            ("shown", "ปิดประกาศ/เผยแพร่"),
                        ],
                        max_length=10,
                        verbose_name="ส่งทาง",
                    ),
                ),
                ("on", models.DateField(verbose_name="วันที่ส่ง")),
                ("receiver", models.CharField(blank=True, max_length=150, verbose_name="ผู้รับ")),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="รับเมื่อ")),
                (
                    "note",
                    models.CharField(blank=True, max_length=200, verbose_name="เลขพัสดุหรือหมายเหตุ"),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "การนำส่ง",
                "verbose_name_plural": "การนำส่ง",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.PositiveIntegerField(verbose_name="เลขแรกที่จอง")),
                ("count", models.PositiveIntegerField(verbose_name="จำนวนเลข")),
                ("reason", models.CharField(max_length=200, verbose_name="จองเพื่อ")),
                ("use_by", models.DateField(verbose_name="ใช้ภายในวันที่")),
                ("reserved_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "การจองเลข",
                "verbose_name_plural": "การจองเลข",
                "ordering": ["-id"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="registerentry",
            name="number_stays",
        ),
        migrations.AddField(
            model_name="registerentry",
            name="answers",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answered_by",
                to="circulars.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="late_reason",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=300,
                verbose_name="เหตุที่ลงย้อนหลัง",
            ),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="typed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="used_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="draftversion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("external", "หนังสือภายนอก"),
                    ("memo", "หนังสือภายใน (บันทึกข้อความ)"),
                    ("sealed", "หนังสือประทับตรา"),
                    ("order", "คำสั่ง"),
                    ("rule", "ระเบียบ ข้อบังคับ"),
                    ("notice", "ประกาศ"),
                    ("press", "แถลงการณ์ ข่าว"),
                    ("certified", "หนังสือรับรอง"),
                    ("minutes", "รายงานการประชุม"),
                    ("other", "อื่น ๆ (โทรสาร วิทยุ ฯลฯ)"),
                ],
                default="external",
                max_length=10,
                verbose_name="ชนิดหนังสือ",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("started", "เริ่มเรื่อง"),
                    ("received", "รับหนังสือเข้าระบบ"),
                    ("opened", "เปิดอ่าน"),
                    ("registered", "ลงทะเบียนรับ"),
                    ("endorsed", "เกษียนสั่งการ"),
                    ("joined", "ให้ความเห็นร่วม"),
                    ("noted", "รับทราบ"),
                    ("share_withdrawn", "ถอนเรื่องจากหน่วยร่วม"),
                    ("share_declined", "หน่วยร่วมไม่รับเรื่อง"),
                    ("went_on", "ไม่รอความเห็นหน่วยร่วม"),
                    ("drafted", "ร่างหนังสือ"),
                    ("submitted", "เสนอตรวจ"),
                    ("sent_back", "ส่งร่างกลับแก้ไข"),
                    ("passed", "ผ่านการตรวจ"),
                    ("draft_cancelled", "ยกเลิกร่าง"),
                    ("signed", "ลงนามและออกเลข"),
                    ("dispatched", "ส่งออก"),
                    ("delivered", "ส่งถึงผู้รับครบ"),
                    ("returned", "ส่งคืนผู้ส่ง"),
                    ("handed_back", "คืนหน่วยที่ส่งมา"),
                    ("handed_over", "มอบให้ผู้อื่น"),
                    ("recalled", "เรียกคืน"),
                    ("recall_asked", "ขอเรียกคืน"),
                    ("extended", "ขยายเวลา"),
                    ("time_asked", "ขอขยายเวลา"),
                    ("time_refused", "ไม่ขยายเวลา"),
                    ("reminded", "เตือน"),
                    ("called", "โทรแล้ว"),
                    ("answered", "ส่งคำตอบ"),
                    ("excused", "ยกเว้นให้ไม่ต้องตอบ"),
                    ("answer_returned", "ส่งคำตอบกลับแก้ไข"),
                    ("certified", "รับรองผล"),
                    ("reported", "รายงานขึ้นไป"),
                    ("corrected", "แก้ข้อมูลหนังสือ"),
                    ("voided", "ยกเลิกเลขทะเบียน"),
                    ("numbered", "ออกเลขหนังสือที่ลงนามบนกระดาษ"),
                    ("reserved", "จองเลขทะเบียน"),
                    ("lapsed", "เลขที่จองไว้สิ้นกำหนด"),
                    ("carried", "บันทึกการนำส่ง"),
                    ("book_set", "ตั้งเลขเริ่มต้นของสมุดทะเบียน"),
                    ("account", "จัดการบัญชี/หน้าที่"),
                    ("clock_stopped", "หยุดนับเวลา"),
                    ("clock_started", "นับเวลาต่อ"),
                    ("put_aside", "พักเรื่องไว้"),
                    ("taken_up", "หยิบเรื่องกลับมาทำ"),
                    ("round_opened", "ถึงงวดใหม่"),
                    ("holiday", "แก้ปฏิทินวันหยุด"),
                    ("survey_asked", "แนบแบบสำรวจ"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="frequentletter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("external", "หนังสือภายนอก"),
                    ("memo", "หนังสือภายใน (บันทึกข้อความ)"),
                    ("sealed", "หนังสือประทับตรา"),
                    ("order", "คำสั่ง"),
                    ("rule", "ระเบียบ ข้อบังคับ"),
                    ("notice", "ประกาศ"),
                    ("press", "แถลงการณ์ ข่าว"),
                    ("certified", "หนังสือรับรอง"),
                    ("minutes", "รายงานการประชุม"),
                    ("other", "อื่น ๆ (โทรสาร วิทยุ ฯลฯ)"),
                ],
                default="external",
                max_length=20,
                verbose_name="ชนิดหนังสือ",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("external", "หนังสือภายนอก"),
                    ("memo", "หนังสือภายใน (บันทึกข้อความ)"),
                    ("sealed", "หนังสือประทับตรา"),
                    ("order", "คำสั่ง"),
                    ("rule", "ระเบียบ ข้อบังคับ"),
                    ("notice", "ประกาศ"),
                    ("press", "แถลงการณ์ ข่าว"),
                    ("certified", "หนังสือรับรอง"),
                    ("minutes", "รายงานการประชุม"),
                    ("other", "อื่น ๆ (โทรสาร วิทยุ ฯลฯ)"),
                ],
                default="external",
                max_length=10,
                verbose_name="ชนิดหนังสือ",
            ),
        ),
        migrations.AlterField(
            model_name="registerbook",
            name="kind",
            field=models.CharField(
                choices=[
                    ("received", "ทะเบียนหนังสือรับ"),
                    ("sent", "ทะเบียนหนังสือส่ง"),
                    ("circular", "ทะเบียนหนังสือส่ง (เวียน ว)"),
                    ("orders", "ทะเบียนคำสั่ง"),
                    ("notices", "ทะเบียนประกาศ"),
                    ("certified", "ทะเบียนหนังสือรับรอง"),
                    ("rules", "ทะเบียนระเบียบและข้อบังคับ"),
                    ("minutes", "ทะเบียนรายงานการประชุม"),
                    ("secret_in", "ทะเบียนรับหนังสือลับ"),
                    ("secret_out", "ทะเบียนส่งหนังสือลับ"),
                ],
                max_length=10,
                verbose_name="เล่ม",
            ),
        ),
        migrations.AddField(
            model_name="carriage",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="carriage",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carriages",
                to="circulars.registerentry",
            ),
        ),
        migrations.AddField(
            model_name="reservation",
            name="book",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reservations",
                to="circulars.registerbook",
            ),
        ),
        migrations.AddField(
            model_name="reservation",
            name="reserved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="reservation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="circulars.reservation",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("letter__isnull", False), ("reservation", None), ("used_at", None)),
                    models.Q(("letter", None), ("reservation__isnull", False), ("used_at", None)),
                    models.Q(
                        ("letter__isnull", False),
                        ("reservation__isnull", False),
                        ("used_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="only_a_reserved_number_waits_for_its_letter",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("late_reason", ""), ("typed_at", None)),
                    models.Q(
                        ("typed_at__gte", models.F("entered_at")),
                        ("typed_at__isnull", False),
                        models.Q(("late_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_late_line_says_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="carriage",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_text", ""), _negated=True), name="carried_to_somebody"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carriage",
            trigger=circulars.models.staying.PlainTrigger(
                name="append_only",
                sql=circulars.models.staying.PlainSql(
                    func="RAISE EXCEPTION '% on % is refused: rows of this table are only added', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';",
                    hash="20b66e5196bf448605be69cfcfcac9d614c59d18",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_013c4",
                    table="circulars_carriage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carriage",
            trigger=circulars.models.staying.PlainTrigger(
                name="never_emptied",
                sql=circulars.models.staying.PlainSql(
                    func="RAISE EXCEPTION '% on % is refused: rows of this table are only added', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';",
                    hash="76f906a69ff7b25617a02ca1157bdf806704ed1f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_ff73d",
                    table="circulars_carriage",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reservation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("count__gte", 1), ("first__gte", 1), models.Q(("reason", ""), _negated=True)
                ),
                name="a_reservation_is_of_some_numbers_and_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reservation",
            trigger=circulars.models.staying.PlainTrigger(
                name="never_deleted",
                sql=circulars.models.staying.PlainSql(
                    func="RAISE EXCEPTION '% on % is refused: rows of this table are only added', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';",
                    hash="c0be6028f62a47c3ab9617e6ac25b52f57e4b451",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_0dbee",
                    table="circulars_reservation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reservation",
            trigger=circulars.models.staying.PlainTrigger(
                name="never_emptied",
                sql=circulars.models.staying.PlainSql(
                    func="RAISE EXCEPTION '% on % is refused: rows of this table are only added', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';",
                    hash="5cb83e02acdebb09edfd4082e39a4089523a6cad",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_72899",
                    table="circulars_reservation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reservation",
            trigger=circulars.models.staying.PlainTrigger(
                name="reserved_as_it_was_said",
                sql=circulars.models.staying.PlainSql(
                    condition='WHEN (OLD."book_id" IS DISTINCT FROM (NEW."book_id") OR OLD."first" IS DISTINCT FROM (NEW."first") OR OLD."count" IS DISTINCT FROM (NEW."count") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."use_by" IS DISTINCT FROM (NEW."use_by") OR OLD."reserved_at" IS DISTINCT FROM (NEW."reserved_at") OR OLD."reserved_by_id" IS DISTINCT FROM (NEW."reserved_by_id"))',
                    func="RAISE EXCEPTION '% on % is refused: rows of this table are only added', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';",
                    hash="b12881a76365ccad8ba150c64f9f4e3b0da864ca",
                    operation="UPDATE",
                    pgid="pgtrigger_reserved_as_it_was_said_b50c3",
                    table="circulars_reservation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registerentry",
            trigger=circulars.models.staying.PlainTrigger(
                name="number_stays",
                sql=circulars.models.staying.PlainSql(
                    condition='WHEN (OLD."book_id" IS DISTINCT FROM (NEW."book_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."reservation_id" IS DISTINCT FROM (NEW."reservation_id") OR (NOT (NEW."used_at" IS NOT NULL AND OLD."reservation_id" IS NOT NULL AND OLD."used_at" IS NULL AND OLD."voided_at" IS NULL) AND (OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."typed_at" IS DISTINCT FROM (NEW."typed_at") OR OLD."used_at" IS DISTINCT FROM (NEW."used_at"))) OR (NOT (NEW."used_at" IS NOT NULL AND OLD."reservation_id" IS NOT NULL AND OLD."used_at" IS NULL AND OLD."voided_at" IS NULL) AND (OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."copy_id" IS DISTINCT FROM (NEW."copy_id"))) OR (NEW."voided_at" IS DISTINCT FROM (OLD."voided_at") AND OLD."voided_at" IS NOT NULL) OR (NOT NEW."given_back" AND OLD."given_back"))',
                    func="RAISE EXCEPTION 'numbers of % are given once', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';",
                    hash="16601f61b5c442a496f17d4a6042b61fd7fd98ce",
                    operation="UPDATE",
                    pgid="pgtrigger_number_stays_e5119",
                    table="circulars_registerentry",
                    when="BEFORE",
                ),
            ),
        ),
    ]
