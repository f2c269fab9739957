import type { MakeRow } from './make-row.ts'

/** Makes of China, and MG. */
export const makesOfChina: readonly MakeRow[] = [
  {
    make: 'BYD',
    spellings: 'бід, бюд, бід авто, буд, бид, бивайди, бівайді, build your dreams, byd auto, бівайд',
    models: `Song Plus* = сонг плюс, song plus ev, сонг плюс ев, song plus dm-i, song+; Song L* = сонг л, song l ev; Song Pro; Song = сонг; Song Max; Song L DM-i; Yuan Plus* = юань плюс, юан плюс, yuan plus ev, yuan+; Yuan Up* = юань ап; Yuan = юань, юан; Han* = хан; Han EV = han ev; Tang* = танг, tang ev; Qin = цінь, цинь, qin ev; Qin Plus* = цінь плюс, цинь плюс, qin plus dm-i, qin plus ev; Dolphin* = долфін, дольфін, дельфін, долфин, dolfin; Seagull* = сігал, сигал, сігалл, чайка; Seal* = сіл, сил, seal u; Seal U; Seal 06; Sealion* = сілайон; Sealion 7* = sea lion 7, sea lion 07, sealion 07, sealion07, сілайон 7, sealion7; Sea Lion 06 = sealion 06; Atto 3* = atto3, атто 3; E2 = е2; E3 = е3; E6; F3 = ф3; F0; G3; G6; S6; Destroyer 05 = chaser 05; Leopard 5; Flyer; Frigate; Shark; M6; D1; Xia; Song Plus Champion; Bao 5 = leopard 5; Denza D9; Qin L`,
  },
  {
    make: 'Zeekr',
    spellings: 'зікр, зикр, zekr, зіікр, зікер, зикер, zeeker, зіикр, zikr, зекр, zeek',
    models: '001* = 001 we, 001 you, 001 fr; 007* = 007 gt; 009*; X = х; 7X* = 7х; MIX; 9X; 8X; 007GT',
  },
  {
    make: 'Li Auto',
    spellings:
      'lixiang, li xiang, лі авто, лісян, лисян, лі сян, ли авто, ліауто, лі ауто, ли сян, li, ли ауто, ликсианг, ліксянг, liauto, lixiаng, лисянг, лікс\u0456анг, li авто, lі auto',
    models:
      'L6* = л6, l 6; L7* = л7, l7 max, l7 pro, l7 ultra, l 7; L8* = л8, l 8, l8 pro, l8 max; L9* = л9, l 9, l9 max, l9 ultra; One* = ван, оне; Mega* = мега; i8; i6',
  },
  {
    make: 'Nio',
    spellings: 'ніо, нио',
    models: 'ES6*; ES7; ES8*; EC6; EC7; ET5* = et5 touring; ET7*; EL6; EL7; EL8; ET9; EP9',
  },
  {
    make: 'Xpeng',
    spellings:
      'xpeng motors, хпенг, іксп\u0435нг, икспенг, кспенг, ікспен, x-peng, сяопен, хіаопенг, xiaopeng',
    models: 'G3* = g3i; G6*; G7; G9*; P5*; P7* = p7i, p7+; X9*; MONA M03 = m03, mona',
  },
  {
    make: 'Geely',
    spellings: 'джилі, джили, джілі, geelly, джелі, жилі, gely, geeli, джіли, джилы',
    models: `Emgrand* = емгранд, эмгранд, emgrand ec7, emgrand x7, emgrand 7; Emgrand EC7 = ec7; Emgrand X7 = x7; Geometry C* = геометрі с, геометри с, геометрия с, geometric c; Geometry A; Geometry E* = geometry e, геометрі е; Geometry = геометрі, геометри; Galaxy E5* = galaxy e5, ex5; Galaxy E8; Galaxy L7; Galaxy = галаксі; CK = ck2, ск, ск2, ск-2; MK = mk2, мк, mk cross, мк крос, мк кросс, mk-cross; FC; GC5; GC6; GC7; LC = lc cross, panda; Coolray* = кулрей, кулрэй; Atlas* = атлас; Atlas Pro; Tugella* = тугелла, тугела; Monjaro* = монджаро; Okavango = окаванго; Vision; SC7; SL; EX2; EX5; Starray; Xingyuan; Farizon; MR`,
  },
  {
    make: 'Chery',
    spellings: 'чері, чери, черри, черрі, cherry, cheri, чeрі, chеry',
    models: `Tiggo* = тігго, тигго, тіго, тиго, tigo; Tiggo 2* = тігго 2, тіго 2, тигго 2, tigo 2; Tiggo 3* = тігго 3; Tiggo 4* = тігго 4, тіго 4, тигго 4, tiggo 4 pro; Tiggo 5* = тігго 5; Tiggo 7* = тігго 7, тигго 7, tiggo 7 pro, тіго 7, tiggo 7 pro max; Tiggo 8* = тігго 8, тигго 8, tiggo 8 pro, тіго 8; Amulet* = амулет; QQ* = кю кю, куку, куку, qq; Jaggi = джагі, джаги; Kimo* = кімо, кимо; Elara* = елара, элара; Eastar* = істар, истар, eastar; Arrizo* = аррізо, аризо; Arrizo 3; Arrizo 5; Arrizo 7; Arrizo 6; Arrizo 8; E5 = е5; M11 = м11; A13 = а13; Beat = біт; Bonus = бонус; Very; eQ = eq1, eq5; eQ1 = eq1, little ant; Fora = фора; Karry; CrossEastar; Tiggo Pro; A1; A5; Ice Cream = айскрім`,
  },
  {
    make: 'Haval',
    spellings: 'хавал, хавейл, хавейл, хавал, haval motor, haval (great wall)',
    models:
      'H6* = h 6, н6, н 6, h6 gt, h6 coupe; H2* = h 2, н2; H3; H4; H5; H7; H8; H9* = h 9, н9; Jolion* = джоліон, джолион; Dargo* = дарго; F7* = f 7, ф7, f7x; F7x*; M6; Dargo X; Big Dog; Xiaolong',
  },
  {
    make: 'Great Wall',
    spellings:
      'грейт вол, грейт волл, грейт вал, грейт-вол, greatwall, great-wall, гріт вол, грейтвол, gwm, грейт валл',
    models:
      'Hover* = ховер, hover h5, hover h3, haval h5, haval h3; Hover H5; Hover H3; Haval H3 = haval h3; Haval H5; Haval H6; Haval M4 = м4, m4; Voleex C30 = c30, волекс c30, voleex c10; Voleex C10; Wingle* = вінгл, вингл, wingle 5, wingle 6; Safe* = сейф; Deer = дір; Sailor; Pegasus; Poer = пауер; Florid; Cannon; Peri',
  },
  { make: 'Tank', spellings: 'танк', needsModel: true, models: '300*; 400; 500*; 700' },
  { make: 'WEY', spellings: 'вей', needsModel: true, models: 'VV5; VV6; VV7; Coffee 01; Coffee 02; Mocha' },
  {
    make: 'ORA',
    spellings: 'ора',
    needsModel: true,
    models: '03; Good Cat = гуд кет; Funky Cat = фанкі кет; Black Cat; R1; iQ; Lightning Cat',
  },
  {
    make: 'MG',
    spellings: 'мг, эмджи, емджі, морріс гараж, morris garages, эм джи, ем джі, м g',
    models: `3; 4 = 4 ev, 4 electric; MG3*; MG4* = мг4; MG5*; MG6*; MG7*; 5; 6; 7; 350; 550; MG350*; MG550*; 750; ZS* = зс, zs ev; HS = хс; EHS; GS; RX5; RX8; TF; ZR; ZT; ZT-T; MGB; F; Marvel R* = марвел р; Cyberster* = кіберстер; Mulan = мулан; Midget; 3 Cross = mg3 cross; 5 EV; One; S5; ES5`,
  },
  {
    make: 'Changan',
    spellings: 'чанган, чангань, чань ань',
    models:
      'CS35* = cs35 plus; CS55* = cs55 plus; CS75* = cs75 plus; CS85; CS95; Uni-T* = юні-т; Uni-K* = юні-к; Uni-V* = юні-в; Eado* = ідо, еадо; Lumin* = люмін; Alsvin; CX20; Benben* = бенбен; Benni; Hunter; Kaicene; Star; Uni-S',
  },
  {
    make: 'Deepal',
    spellings: 'діпал, дипал',
    models: 'S07* = s7, s07, s 07; L07* = sl03, l07; S05* = s5; G318; SL03*; S09',
  },
  { make: 'Avatr', spellings: 'аватр, аватар авто', models: '11*; 12*; 07*; 06; 011' },
  { make: 'Aito', spellings: 'аіто, аито, seres aito', models: 'M5*; M7*; M8; M9*; Seres' },
  { make: 'Seres', spellings: 'серес', models: '3; 5; M5; M7; SF5' },
  {
    make: 'Voyah',
    spellings: 'воя, воях, вояж авто, voya',
    models:
      'Free* = фрі, фри; Dreamer* = дример; Passion = пассіон; Courage; Zhiyin; Dream = дрім; Chasing Light',
  },
  {
    make: 'Hongqi',
    spellings: 'хунці, хунци, хонгкі, хончі, хонгчи, hong qi, хонгці, hongki',
    models: 'E-HS9* = ehs9, е-hs9, hs9; E-QM5* = eqm5; H5; H7; H9; HS3; HS5; HS7; EH7*; E-HS3; EHS7; L5; HQ9',
  },
  {
    make: 'Leapmotor',
    spellings: 'ліпмотор, липмотор, leap motor, leap',
    models: 'C10*; C11*; C01*; C16*; T03*; B10*; C15',
  },
  {
    make: 'GAC',
    spellings: 'гак, gac motor, trumpchi, gac trumpchi',
    needsModel: true,
    models: 'GS3* = gs3; GS4* = gs4; GS5; GS8*; GN6; GN8; Empow; GA6; GA8; M6; M8; Emkoo; Trumpchi',
  },
  {
    make: 'Aion',
    spellings: 'аіон, аион, gac aion, айон',
    models:
      'S* = s plus, aion s; Y* = y plus, y younger; V* = v plus; LX* = lx plus; S Max; ES; UT; RT; Hyper GT; Hyper HT',
  },
  {
    make: 'Neta',
    spellings: 'нета, hozon neta, hozon',
    models: 'V* = v pro; U* = u pro; S; L; X; GT; Aya; N01',
  },
  {
    make: 'Wuling',
    spellings: 'вулінг, вулинг',
    models:
      'Hongguang Mini EV* = hongguang mini, mini ev, hongguang; Bingo* = бінго; Air EV; Cortez; Almaz; Starlight; Binguo = binguo plus; Nano EV; Baojun',
  },
  {
    make: 'Baojun',
    spellings: 'баоджун',
    models: 'Yep* = єп; E100; E200; E300; KiWi* = kiwi ev; 510; 530; Yunduo; Cloud; Yep Plus',
  },
  {
    make: 'Dongfeng',
    spellings: 'донгфенг, дунфен, dong feng, донгфен, дун фен',
    models:
      'EX1* = nano ex1, nanobox, nano box; Nammi 01* = nammi, намі, nano 01, box; Forthing; Fengon = fengon 580, fengon 5; Aeolus; AX7; AX4; Aeolus Yixuan; E70; Sky EV01; M-Hero; Seres 3; DFM; S30; H30; Rich; Fengshen; Friday; T5 Evo = t5; Paladin; Mage; Shine; Skio; V27',
  },
  {
    make: 'Forthing',
    spellings: 'фортінг, фортинг',
    models: 'T5 Evo; Friday* = friday ev; U-Tour; Yacht; T5; S7; V9; Leiting = thunder',
  },
  {
    make: 'Jetour',
    spellings: 'джетур, жетур',
    models:
      'X50; X70* = x70 plus; X90* = x90 plus; Dashing* = дешинг, дашінг; T2* = t-2, traveller; T1; X95; Shanhai L9; Shanhai T2',
  },
  {
    make: 'Exeed',
    spellings: 'ексід, эксид, exceed',
    models: 'TXL* = txl; VX*; LX*; RX* = yaoguang; ES; ET; Sterra',
  },
  { make: 'Omoda', spellings: 'омода', models: 'C5* = c5 ev, s5; C7; E5; 5; 7; C9; S5' },
  { make: 'Jaecoo', spellings: 'джеку, джейку, jaeco', models: 'J5; J7*; J8*; 7; 5' },
  {
    make: 'JAC',
    spellings: 'джак, жак, jaс',
    models:
      'J2* = j2; J3*; J4; J5* = j5; J6; J7*; S1; S2*; S3*; S4*; S5* = s5; S7; JS2; JS3; JS4*; JS6; JS8; iEV7S* = iev7s; iEV7; iEVS4; T6; T8; Refine; E10X; E40X; N56; N75; 1020; Yttrium 3; E-JS1; E-JS4; T9',
  },
  {
    make: 'Lifan',
    spellings: 'ліфан, лифан',
    models:
      '320 = smily, смайлі; 520 = breez; 620 = solano, солано; 720 = cebrium; X50; X60* = х60; X70; X80; Smily; Solano; Breez; Celliya; Myway; Murman; 820; 330; 530',
  },
  {
    make: 'Brilliance',
    spellings: 'бриліанс, бриллианс',
    models: 'M1; M2; H230; H530; V5; V3; FSV; FRV; BS4; BS6',
  },
  {
    make: 'FAW',
    spellings: 'фав, faв',
    models:
      'Besturn = бестурн; B50; B70; X80; X40; V5; V2; Vita; 1031; 1041; 6371; T77; T55; T33; Bestune = бестюн; Bestune NAT; Oley; 1051',
  },
  {
    make: 'BAIC',
    spellings: 'баік, баик, beijing, baiс',
    models:
      'X25; X35*; X55* = x55 plus; X3; X7*; BJ40* = bj 40; BJ60; BJ80; EU5* = eu5 plus; EX3*; EX5* = ex5; EC3* = ec3; EC180; EX360; D20; U5; EC5; EU7; Arcfox; A1; X65',
  },
  {
    make: 'Arcfox',
    spellings: 'аркфокс',
    models: 'Alpha-S = alpha s, αs; Alpha-T = alpha t, αt; T1; S5; T5; Kaola',
  },
  {
    make: 'Maxus',
    spellings: 'максус',
    models:
      'Mifa 9* = mifa9; EUniq 5; EUniq 6; D60; D90; G10; G50; T60; T70; T90; V80; V90; Deliver 9; eDeliver 3; eDeliver 9; Mifa 7; EV30; Territory',
  },
  {
    make: 'Roewe',
    spellings: 'роеве',
    models: 'RX5*; i5; i6; Ei5* = ei5; Marvel X; D7; Clever; 350; 550; Marvel R; RX3',
  },
  {
    make: 'Lynk & Co',
    spellings: 'lynk&co, lynk co, лінк енд ко, линк энд ко, lynk and co, lynkco, lynk',
    models: '01*; 02; 03* = 03+; 05*; 06*; 08*; 09*; 900; Z10*; Z20*; 07',
  },
  {
    make: 'Xiaomi',
    spellings: 'сяомі, ксіомі, ксиоми, xiomi, сяоми',
    needsModel: true,
    models: 'SU7* = su 7, su7 max, su7 ultra, su7 pro, су7; YU7* = yu 7, ю7',
  },
  { make: 'Denza', spellings: 'денза', models: 'D9*; N7*; N8; N9; Z9; Z9 GT; X; 400; 500' },
  { make: 'Skywell', spellings: 'скайвел', models: 'ET5*; BE11' },
  { make: 'Weltmeister', spellings: 'вельтмайстер, wm motor', models: 'EX5*; EX6; E5; W6*; EX5-Z' },
  { make: 'Rising', spellings: 'rising auto', needsModel: true, models: 'R7*; F7*; ER6; Marvel R' },
  { make: 'IM', spellings: 'im motors, immotors', needsModel: true, models: 'L6; L7*; LS6*; LS7*; LS8' },
  { make: 'HiPhi', spellings: 'хайфай авто, hi phi', models: 'X*; Y*; Z*; A' },
  { make: 'Bestune', spellings: 'бестюн', models: 'T77; T55; T33; T99; B70; NAT; E01; Pony; Xiaoma' },
  {
    make: 'Venucia',
    spellings: 'венучія, венусія',
    models: 'D60 = d60 ev; T60; T90; V-Online; VX6; E30; Star',
  },
  { make: 'Ciimo', spellings: 'сіімо', models: 'X-NV; M-NV' },
  {
    make: 'Foton',
    spellings: 'фотон',
    models: 'Tunland; Sauvana; Gratour; BJ1043; View; Ollin; Aumark; Midi',
  },
  { make: 'Soueast', spellings: 'саусіст', models: 'DX3; DX5; DX7; V3; V5; S06; S07; S09' },
  { make: 'ZX', spellings: '', needsModel: true, models: 'Landmark; Admiral; GrandTiger' },
  { make: 'Groz', spellings: '', models: 'EX1' },
  { make: 'Zotye', spellings: 'зоті, зотьє', models: 'T600; Z300; Nomad; SR9; E200; T700; Z100' },
  { make: 'Shineray', spellings: 'шінерей', models: 'X30; SY; T30' },
  { make: 'Hawtai', spellings: '', models: 'Boliger; B11; Laville' },
]
