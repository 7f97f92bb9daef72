"""
จังหวัดบึงกาฬ: its districts, and every local government of September 2563 beneath them.

One line each: a district with its code; below it abbreviation, code, name, English name.
"""

PROVINCE = "38"

#: Under the province itself, as the rule of the addressee line has it.
LOCAL_GOVERNMENTS = """
อบจ. 380050 บึงกาฬ | Bueng Kan
อ. 3801 เมืองบึงกาฬ | Bueng Kan
ทม. 3898 บึงกาฬ | Bueng Kan
ทต. 380155 หนองเลิง | Nong Loeng
ทต. 380156 โคกก่อง | Khok Kong
ทต. 380158 ไคสี | Khai Si
ทต. 3887 หอคำ | Ho Kham
ทต. 3888 โนนสว่าง | Non Sawang
อบต. 380152 โนนสมบูรณ์ | Non Sombun
อบต. 380157 นาสวรรค์ | Na Sawan
อบต. 380159 ชัยพร | Chaiyaphon
อบต. 380161 คำนาดี | Kham Na Di
อบต. 380162 โป่งเปือย | Pong Pueai
อ. 3802 พรเจริญ | Phon Charoen
ทต. 380257 ศรีสำราญ | Si Samran
ทต. 3896 พรเจริญ | Phon Charoen
ทต. 3897 ดอนหญ้านาง | Don Ya Nang
อบต. 380251 ศรีชมภู | Si Chomphu
อบต. 380254 หนองหัวช้าง | Nong Hua Chang
อบต. 380255 วังชมภู | Wang Chomphu
อบต. 380256 ป่าแฝก | Pa Faek
อ. 3803 โซ่พิสัย | So Phisai
ทต. 3895 โซ่พิสัย | So Phisai
อบต. 380351 โซ่ | So
อบต. 380352 หนองพันทา | Nong Phan Tha
อบต. 380353 ศรีชมภู | Si Chomphu
อบต. 380354 คำแก้ว | Kham Kaeo
อบต. 380355 บัวตูม | Bua Tum
อบต. 380356 ถ้ำเจริญ | Tham Charoen
อบต. 380357 เหล่าทอง | Lao Thong
อ. 3804 เซกา | Seka
ทต. 380452 ซาง | Sang
ทต. 380455 ป่งไฮ | Pong Hai
ทต. 3893 ศรีพนา | Si Phana
ทต. 3894 ท่าสะอาด | Tha Sa-at
อบต. 380451 เซกา | Seka
อบต. 380453 ท่ากกแดง | Tha Kok Daeng
อบต. 380454 บ้านต้อง | Ban Tong
อบต. 380456 น้ำจั้น | Nam Chan
อบต. 380457 ท่าสะอาด | Tha Sa-at
อบต. 380458 หนองทุ่ม | Nong Thum
อบต. 380459 โสกก่าม | Sok Kam
อ. 3805 ปากคาด | Pak Khat
ทต. 3892 ปากคาด | Pak Khat
อบต. 380551 ปากคาด | Pak Khat
อบต. 380552 หนองยอง | Nong Yong
อบต. 380553 นากั้ง | Na Kang
อบต. 380554 โนนศิลา | Non Sila
อบต. 380555 สมสนุก | Som Sanuk
อบต. 380556 นาดง | Na Dong
อ. 3806 บึงโขงหลง | Bueng Khong Long
ทต. 380651 บึงงาม | Bueng Ngam
ทต. 3891 บึงโขงหลง | Bueng Khong Long
อบต. 380652 โพธิ์หมากแข้ง | Pho Mak Khaeng
อบต. 380653 ดงบัง | Dong Bang
อบต. 380654 ท่าดอกคำ | Tha Dok Kham
อ. 3807 ศรีวิไล | Si Wilai
ทต. 3890 ศรีวิไล | Si Wilai
อบต. 380752 ชุมภูพร | Chumphu Phon
อบต. 380753 นาแสง | Na Saeng
อบต. 380754 นาสะแบง | Na Sabaeng
อบต. 380755 นาสิงห์ | Na Sing
อ. 3808 บุ่งคล้า | Bung Khla
อบต. 380851 บุ่งคล้า | Bung Khla
อบต. 380852 หนองเดิ่น | Nong Doen
อบต. 380853 โคกกว้าง | Khok Kwang
"""
