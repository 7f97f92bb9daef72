"""The 76 provinces and กรุงเทพมหานคร: code of มอก. 1099, letters in numbers, name, English name."""

PROVINCES = """
10 กท กรุงเทพมหานคร | Bangkok
11 สป สมุทรปราการ | Samut Prakan
12 นบ นนทบุรี | Nonthaburi
13 ปท ปทุมธานี | Pathum Thani
14 อย พระนครศรีอยุธยา | Phra Nakhon Si Ayutthaya
15 อท อ่างทอง | Ang Thong
16 ลบ ลพบุรี | Lop Buri
17 สห สิงห์บุรี | Sing Buri
18 ชน ชัยนาท | Chai Nat
19 สบ สระบุรี | Saraburi
20 ชบ ชลบุรี | Chon Buri
21 รย ระยอง | Rayong
22 จบ จันทบุรี | Chanthaburi
23 ตร ตราด | Trat
24 ฉช ฉะเชิงเทรา | Chachoengsao
25 ปจ ปราจีนบุรี | Prachin Buri
26 นย นครนายก | Nakhon Nayok
27 สก สระแก้ว | Sa Kaeo
30 นม นครราชสีมา | Nakhon Ratchasima
31 บร บุรีรัมย์ | Buri Ram
32 สร สุรินทร์ | Surin
33 ศก ศรีสะเกษ | Si Sa Ket
34 อบ อุบลราชธานี | Ubon Ratchathani
35 ยส ยโสธร | Yasothon
36 ชย ชัยภูมิ | Chaiyaphum
37 อจ อำนาจเจริญ | Amnat Charoen
38 บก บึงกาฬ | Bueng Kan
39 นภ หนองบัวลำภู | Nong Bua Lam Phu
40 ขก ขอนแก่น | Khon Kaen
41 อด อุดรธานี | Udon Thani
42 ลย เลย | Loei
43 นค หนองคาย | Nong Khai
44 มค มหาสารคาม | Maha Sarakham
45 รอ ร้อยเอ็ด | Roi Et
46 กส กาฬสินธุ์ | Kalasin
47 สน สกลนคร | Sakon Nakhon
48 นพ นครพนม | Nakhon Phanom
49 มห มุกดาหาร | Mukdahan
50 ชม เชียงใหม่ | Chiang Mai
51 ลพ ลำพูน | Lamphun
52 ลป ลำปาง | Lampang
53 อต อุตรดิตถ์ | Uttaradit
54 พร แพร่ | Phrae
55 นน น่าน | Nan
56 พย พะเยา | Phayao
57 ชร เชียงราย | Chiang Rai
58 มส แม่ฮ่องสอน | Mae Hong Son
60 นว นครสวรรค์ | Nakhon Sawan
61 อน อุทัยธานี | Uthai Thani
62 กพ กำแพงเพชร | Kamphaeng Phet
63 ตก ตาก | Tak
64 สท สุโขทัย | Sukhothai
65 พล พิษณุโลก | Phitsanulok
66 พจ พิจิตร | Phichit
67 พช เพชรบูรณ์ | Phetchabun
70 รบ ราชบุรี | Ratchaburi
71 กจ กาญจนบุรี | Kanchanaburi
72 สพ สุพรรณบุรี | Suphan Buri
73 นฐ นครปฐม | Nakhon Pathom
74 สค สมุทรสาคร | Samut Sakhon
75 สส สมุทรสงคราม | Samut Songkhram
76 พบ เพชรบุรี | Phetchaburi
77 ปข ประจวบคีรีขันธ์ | Prachuap Khiri Khan
80 นศ นครศรีธรรมราช | Nakhon Si Thammarat
81 กบ กระบี่ | Krabi
82 พง พังงา | Phangnga
83 ภก ภูเก็ต | Phuket
84 สฎ สุราษฎร์ธานี | Surat Thani
85 รน ระนอง | Ranong
86 ชพ ชุมพร | Chumphon
90 สข สงขลา | Songkhla
91 สต สตูล | Satun
92 ตง ตรัง | Trang
93 พท พัทลุง | Phatthalung
94 ปน ปัตตานี | Pattani
95 ยล ยะลา | Yala
96 นธ นราธิวาส | Narathiwat
"""
