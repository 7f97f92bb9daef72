"""Letters from outside can be put right: the event that says so, and what it replaced."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("circulars", "0007_copies_to"),
    ]

    operations = [
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
                    ("drafted", "ร่างหนังสือ"),
                    ("submitted", "เสนอตรวจ"),
                    ("sent_back", "ส่งร่างกลับแก้ไข"),
                    ("passed", "ผ่านการตรวจ"),
                    ("signed", "ลงนามและออกเลข"),
                    ("dispatched", "ส่งออก"),
                    ("delivered", "ส่งถึงผู้รับครบ"),
                    ("returned", "ส่งคืนผู้ส่ง"),
                    ("recalled", "เรียกคืน"),
                    ("recall_asked", "ขอเรียกคืน"),
                    ("extended", "ขยายเวลา"),
                    ("reminded", "เตือน"),
                    ("answered", "ส่งคำตอบ"),
                    ("answer_returned", "ส่งคำตอบกลับแก้ไข"),
                    ("certified", "รับรองผล"),
                    ("reported", "รายงานขึ้นไป"),
                    ("corrected", "แก้ข้อมูลหนังสือ"),
                    ("voided", "ยกเลิกเลขทะเบียน"),
                    ("book_set", "ตั้งเลขเริ่มต้นของสมุดทะเบียน"),
                    ("account", "จัดการบัญชี/หน้าที่"),
                    ("survey_asked", "แนบแบบสำรวจ"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="letterfile",
            name="role",
            field=models.CharField(
                choices=[
                    ("original", "ต้นฉบับที่รับเข้า"),
                    ("readable", "ฉบับสำหรับเปิดอ่าน"),
                    ("composed", "หนังสือที่ออกจากระบบ"),
                    ("enclosure", "สิ่งที่ส่งมาด้วย"),
                    ("replaced", "ฉบับก่อนแก้ไข"),
                ],
                max_length=10,
            ),
        ),
    ]
