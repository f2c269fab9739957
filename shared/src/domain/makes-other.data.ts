import type { MakeRow } from './make-row.ts'

const ladaModels = `Granta* = гранта; Vesta* = веста; Priora* = пріора, приора; Kalina* = калина; Largus* = ларгус; XRAY* = xray, хрей, x ray, ікс рей; Niva* = нива, нiва, niva 4x4, niva taiga, нива тайга; Niva Travel; Niva Legend; Samara = самара; Iskra; Aura; 4x4; Niva 4x4; Kalina 2 = калина 2; Kalina Cross; Granta Liftback; Vesta SW; Nadezhda; Oka = ока; Taiga; Sputnik; 1111 = ока; Urban`
const vazNumbers = `2101 = 21011, 21013, копійка, копейка, 01; 2102; 2103; 2104 = 21043, четвірка, четверка; 2105 = 21053, п'ятірка, пятерка, 21051; 2106 = 21061, 21063, шістка, шестерка, шоха; 2107 = 21072, 21073, 21074, сімка, семерка; 2108 = 21083, вісімка, восьмерка; 2109 = 21093, 21099 i, дев'ятка, девятка, 9; 21099 = 99, дев'яностодев'ята, девяносто девятая; 2110 = 21101, 21102, 21103, 21104, десятка; 2111 = 21111, 21112, 21113, 21114, одинадцята; 2112 = 21121, 21122, 21124, 21120, дванадцята, двенадцатая; 2113 = 21131; 2114 = 21140, 21144, чотирнадцята, четырнадцатая; 2115 = 21150, 21154, п'ятнадцята, пятнашка; 2120 = надія; 2121 = 21213, 21214, 21215; 2123; 2129; 2131 = 21310; 2170; 2171; 2172; 1111; 1117; 1118 = 11183; 1119; 2190; 2191; 2192; 2194; 21213; 21214`

/** Ukrainian, Soviet and Russian makes, Turkish and Asian ones, and motorcycles. */
export const otherMakes: readonly MakeRow[] = [
  {
    make: 'ВАЗ',
    spellings:
      'vaz, жигулі, жигули, жигуль, жига, vaz lada, ваз lada, lada ваз, ваз/lada, ваз-lada, ваз лада, лада ваз, zhiguli, жигулi, ваз / lada',
    models: `${vazNumbers}; ${ladaModels.replace(/\*/g, '')}`,
    patterns: [[/^(21\d{2}|11\d{2})\d?[iіи]?$/, '$1']],
  },
  { make: 'Lada', elder: 'ВАЗ', spellings: 'лада, lаda, ladа, лaдa, лада автоваз', models: ladaModels },
  {
    make: 'ЗАЗ',
    spellings: 'zaz, заз-daewoo, запорожець, запорожец, запор, заз део',
    models: `Lanos = ланос, lanos pick-up, ланос пікап, т150; Sens = сенс; Forza* = форза; Vida* = віда, вида; Chance* = шанс; Slavuta* = славута; Tavria* = таврія, таврия, tavria nova, таврія нова; 1102 = 110206; 1103 = 110307; 1105 = дана; Dana; 965; 966; 968 = 968м; Lanos Cargo; Tavria Nova; Pickup = 110557, пікап; A10 = і-ван, i-van`,
  },
  {
    make: 'ГАЗ',
    spellings: 'gaz',
    needsModel: true,
    models: `Волга = volga; 3110* = 3110 волга; 31105* = 31105 волга; 3102* = 3102 волга; 31029* = 31029 волга; 2410* = 24-10; 21 = м21, m21; 24 = 24 волга; 3302* = 33021, 33023; Газель* = gazelle, gazel, gazel next, газель некст, газель next, газелька; 2705*; 3221* = 32213; 33027; 2217* = 2752; Соболь* = sobol; 53 = 5312, газ 53; 3307*; 3309*; 52; 66; 69 = газ 69; 51; 3308; 2310; Валдай; Next; М20 Победа = победа, перемога; 13 Чайка; Волга Сайбер; 67; 72`,
  },
  {
    make: 'УАЗ',
    spellings: 'uaz',
    models: `Patriot = патріот, патриот; Hunter = хантер; 469* = 469б; 452* = буханка; 31512; 31514; 31519; 315195; 3151; 3303; 3962; 3909; 2206; Pickup = пікап; Profi; Буханка; 39094; 3741; 2315`,
  },
  {
    make: 'Москвич',
    spellings: 'москвіч, moskvich, азлк, azlk, москвичь, москвич азлк',
    models:
      '412 = 412иэ, 412іе; 2140 = 21406; 2141* = 21412, 214145, святогор; 2138; 2125; 2137; 2335; 408; 407; 403; 402; 401; 400; 427; 423; 434; 2715 = іж 2715; 3',
  },
  {
    make: 'ИЖ',
    spellings: 'іж, izh',
    needsModel: true,
    models:
      '2715; 2717 = 27175; 2125; 2126 = ода; 412; Юпітер = юпитер, юпітер 5, юпитер 5; Планета = планета 5; 49',
  },
  { make: 'ЛуАЗ', spellings: 'луаз, luaz', models: '969 = 969м, 969a; 1302; 967' },
  {
    make: 'ЗИЛ',
    spellings: 'зіл, zil',
    models: '130; 131; 157; 164; 4331; 5301 = бичок, бычок; 45021; 554; 4502; 111; 138',
  },
  {
    make: 'КамАЗ',
    spellings: 'камаз, kamaz',
    models: '5320; 5410; 5511; 55111; 65115; 53212; 5490; 4310; 53229; 6520; 65117; 43118',
  },
  { make: 'КрАЗ', spellings: 'краз, kraz', models: '255; 256; 250; 257; 6443; 65055; 5233; 260' },
  {
    make: 'МАЗ',
    spellings: 'maz',
    needsModel: true,
    models: '5551; 5549; 54329; 5337; 5336; 500; 5335; 4370; 5432; 6422; 5516; 4371; 437041',
  },
  { make: 'РАФ', spellings: 'raf', needsModel: true, models: '2203; 977; 22038' },
  {
    make: 'Богдан',
    spellings: 'bogdan',
    models:
      '2110* = 21101; 2111* = 21111; 2310; 231010; А-091 = a091, а 091; А-092 = a092, а 092; А-069; A20111; 2312; А091; 2111',
  },
  {
    make: 'Еталон',
    spellings: 'эталон, etalon',
    needsModel: true,
    models: 'А079 = a079; БАЗ; Тюльпан; А081',
  },
  { make: 'ТагАЗ', spellings: 'тагаз, tagaz', models: 'Tager; C10; Vega; Road Partner; Aquila' },
  { make: 'Ravon', spellings: 'равон', models: 'R2*; R3*; R4*; Nexia R3; Gentra; Matiz' },
  { make: 'UzAuto', spellings: '', models: 'Nexia; Cobalt; Gentra' },
  {
    make: 'TATA',
    spellings: 'тата моторс, tata',
    needsModel: true,
    models: 'Indica; Indigo; Nano; Safari; Xenon; LPT 613 = 613; LPT; Sumo; 1116; Tiago; Nexon',
  },
  { make: 'Mahindra', spellings: 'махіндра', models: 'Scorpio; XUV500; Thar; Bolero; KUV100' },
  {
    make: 'Proton',
    spellings: 'протон',
    needsModel: true,
    models: 'Persona; Gen-2; Saga; Wira; Waja; X70; X50',
  },
  { make: 'Samand', spellings: 'саманд, iran khodro', models: 'EL; LX; Soren; Runna; Dena' },
  { make: 'Togg', spellings: 'тогг', models: 'T10X*; T10F*' },
  { make: 'Tofas', spellings: 'тофаш', models: 'Dogan; Sahin; Kartal; Murat' },
  { make: 'VinFast', spellings: 'вінфаст', models: 'VF 6; VF 7; VF 8; VF 9; VF e34' },
  { make: 'Otokar', spellings: '', models: 'Sultan; Navigo; Vectio' },
  { make: 'Temsa', spellings: 'темса', models: 'Prestij; Opalin; Safari; Maraton' },
  { make: 'Neoplan', spellings: 'неоплан', models: '116; 122; Cityliner; Skyliner' },
  { make: 'Setra', spellings: 'сетра', models: 'S 315; S 215; S 416; S 515' },
  // Motorcycles and scooters.
  {
    make: 'Yamaha',
    spellings: 'ямаха, ямага, yamacha, ямахa',
    models: `YZF-R1* = r1, yzf r1, р1; YZF-R6* = r6, yzf r6, р6; YZF-R3 = r3; YZF-R7 = r7; YZF-R125 = r125; MT-07* = mt07, мт-07; MT-09* = mt09, мт-09, tracer 900; MT-10; MT-03* = mt03; MT-01; FZ6* = fz-6; FZ1; FZ8; FZ-09 = fz09; FZ-07; FJR 1300* = fjr1300; XT 660* = xt660, xt660x, xt660z; XT 600; XT 1200 = super tenere; Tenere 700* = tenere; Tracer 700 = tracer 7; Tracer 9; TDM 850; TDM 900 = tdm900; XJ6* = xj 6; XJ 600; XJR 1300 = xjr1300, xjr 1200; Drag Star* = dragstar, xvs 650, xvs650, xvs 1100, драг стар, драгстар; Virago = віраго, xv; V-Max = vmax; YBR 125 = ybr125; WR 450 = wr450f; WR 250 = wr250; YZ 250 = yz250f; YZ 450 = yz450f; T-Max = tmax, t max; X-Max = xmax, x max; N-Max = nmax; Majesty = маджесті; Jog = джог; Vino = віно; Aerox = аерокс; Road Star = roadstar; Bolt; Fazer = фазер; Grizzly = гризлі; Raptor; Bulldog; TT-R 250 = ttr250, ttr 250; Serow; BWS; Gear; Niken; XSR 700 = xsr700; XSR 900 = xsr900; Diversion; Royal Star; Viking; SR 400; Axis; Rhino; FX; VX`,
  },
  {
    make: 'Kawasaki',
    spellings: 'кавасакі, кавасаки, kavasaki',
    models: `Ninja* = ніндзя, ниндзя, ninja 400, ninja 650, ninja 300, ninja 1000; ZX-6R* = zx6r, zx-6; ZX-10R* = zx10r, zx-10; ZX-14R = zx14; ZX-9R; ZZR 400; ZZR 600; ZZR 1400 = zzr1400; Z 750* = z750; Z 800 = z800; Z 900* = z900; Z 1000 = z1000; Z 650 = z650; Z 400; Z H2; ER-6* = er6n, er-6n, er-6f, er6f; Versys* = версіс, versys 650, versys 1000; Vulcan* = вулкан, vn 800, vn900; KLX 250 = klx250; KLX 450; KX 250 = kx250f; KX 450 = kx450; KLE 500; KLR 650 = klr650; W 800; H2; Concours; Eliminator; GPZ; Mule; Brute Force; ZRX`,
  },
  {
    make: 'KTM',
    spellings: 'ктм',
    models:
      'Duke* = дюк, 390 duke, 200 duke, duke 390, duke 690, duke 200, 690 duke, 790 duke, 125 duke, 1290 super duke; RC 390 = rc390, rc 200; Adventure* = адвенчур, 390 adventure, 790 adventure, 890 adventure, 990 adventure, 1190 adventure, 1290 adventure, 1050 adventure, 1090 adventure; EXC* = exc 250, 250 exc, 300 exc, exc 300, 450 exc, exc 450, 350 exc-f, 500 exc, exc-f; SX = 250 sx, sx-f, 350 sx-f, 125 sx, 450 sx-f; SMC = 690 smc; Freeride; Enduro = 690 enduro; Super Duke; LC4; X-Bow; SMT',
  },
  {
    make: 'Harley-Davidson',
    spellings:
      'харлей, харлей девідсон, харлей-девідсон, харлей дэвидсон, harley, harley davidson, харлей девидсон, харлей-дэвидсон, харлі',
    models:
      'Sportster* = спортстер, xl 883, xl883, xl 1200, sportster 883; Softail* = софтейл; Fat Boy* = fatboy; Fat Bob; Road King* = road king; Street Glide*; Road Glide; Electra Glide*; Dyna = дайна; Street Bob; Heritage; V-Rod* = vrod; Night Rod; Iron 883; Forty-Eight; Pan America; Breakout; Street 750; Low Rider; Ultra; Night Train; Touring; Nightster; Deluxe',
  },
  {
    make: 'Ducati',
    spellings: 'дукаті, дукати',
    models:
      'Monster* = монстр, monster 821, monster 696; Multistrada* = мультістрада, multistrada 1200, multistrada v4; Panigale* = панігале, panigale v4, panigale v2, panigale 899, 1199 panigale; Scrambler* = скремблер; Diavel* = діавель; Hypermotard*; Streetfighter*; 848; 1098; 1198; 999; 916; XDiavel; SuperSport; DesertX; ST2',
  },
  {
    make: 'Triumph',
    spellings: 'тріумф, триумф',
    models:
      'Bonneville* = бонневіль; Tiger* = тайгер, tiger 800, tiger 900, tiger 1200; Street Triple* = стріт тріпл; Speed Triple*; Daytona = daytona 675; Rocket = rocket iii; Thruxton; Scrambler; Trident; Speedmaster; Sprint; Thunderbird; America; TR6; Spitfire',
  },
  {
    make: 'Aprilia',
    spellings: 'апрілія, априлия',
    models:
      'RSV4; RSV 1000; Tuono = tuono v4; Caponord; Shiver; Dorsoduro; RS 660; RS 125; Pegaso; Tuareg; SR; Scarabeo; Mana',
  },
  {
    make: 'Moto Guzzi',
    spellings: 'мото гуцці',
    models: 'V7; V9; V85; California; Breva; Griso; Stelvio; Norge',
  },
  {
    make: 'Husqvarna',
    spellings: 'хускварна',
    models:
      'FE 350 = fe350; FE 450; TE 300 = te300; TE 250; FC 450; FC 250; 701; Svartpilen; Vitpilen; Norden 901; TC 250; Nuda; SM 610; TE 610',
  },
  {
    make: 'Benelli',
    spellings: 'бенеллі, бенелли',
    models: 'TRK 502 = trk502, trk 502x; TNT; Leoncino; 302S; Imperiale; BN 251; TNT 300; 752S',
  },
  {
    make: 'Bajaj',
    spellings: 'баджадж',
    models:
      'Pulsar = pulsar ns200, ns200; Boxer = boxer 150, boxer 125; Dominar = dominar 400; Discover; Avenger; CT; Platina',
  },
  {
    make: 'Royal Enfield',
    spellings: 'роял енфілд',
    models: 'Classic 350; Himalayan; Interceptor; Continental GT; Meteor; Bullet; Hunter',
  },
  {
    make: 'Indian',
    spellings: 'індіан',
    needsModel: true,
    models: 'Scout; Chief; Chieftain; FTR; Roadmaster; Springfield; Challenger',
  },
  {
    make: 'Victory',
    spellings: '',
    needsModel: true,
    models: 'Vegas; Hammer; Cross Country; Vision; Kingpin',
  },
  {
    make: 'Can-Am',
    spellings: 'кан-ам, brp can-am, can am, brp',
    models:
      'Spyder* = spyder rt; Outlander = outlander 1000; Maverick = maverick x3; Ryker; Renegade; Defender; Commander; Traxter',
  },
  {
    make: 'Polaris',
    spellings: 'поларіс',
    models: 'RZR* = rzr 1000; Sportsman* = спортсмен; Ranger; Slingshot; Outlaw; General; Scrambler',
  },
  {
    make: 'CFMoto',
    spellings: 'cf moto, сфмото, цфмото, cf-moto, сф мото',
    models:
      '650NK = nk 650, 650 nk; 400NK; 300NK; 250NK; 800MT = 800 mt; 700MT; 450MT; 650MT; CForce = cforce 500, cforce 1000, cforce 600, cforce 800; 450SR; 700CL-X; ZForce; UForce; X8; X6; 500',
  },
  { make: 'Loncin', spellings: 'лонсін', models: 'LX 200; LX 250; LX 300; Voge; JL 200' },
  {
    make: 'Voge',
    spellings: 'вог',
    needsModel: true,
    models: '300; 500DS; 525DSX; 900DSX; 650DS; 300 Rally; 500AC',
  },
  { make: 'Zontes', spellings: 'зонтес', models: '310; 350; 125; G1; ZT350; ZT310; 703' },
  { make: 'Shineray Moto', spellings: '', models: 'XY; X-Trail' },
  { make: 'Lifan Moto', spellings: '', models: 'KPR; KPT; LF' },
  { make: 'Kymco', spellings: 'кімко', models: 'AK 550; Xciting; Downtown; Agility; People; MXU; Like' },
  {
    make: 'SYM',
    spellings: 'сим мото',
    needsModel: true,
    models: 'Maxsym; Joymax; Jet; Symphony; Orbit; Citycom; Wolf',
  },
  { make: 'Vespa', spellings: 'веспа', models: 'GTS; Primavera; Sprint; LX; PX; GTV' },
  {
    make: 'Geon',
    spellings: 'геон',
    models:
      'Scrambler; Pantera; X-Ride; Dakar; Tourer; Daytona; Invader; Terrax; Benelli; Blackster; GNS; Stinger',
  },
  {
    make: 'Viper',
    spellings: 'вайпер',
    needsModel: true,
    models: 'V250; MX200R; F5; Wind; Tornado; Storm; VM200',
  },
  {
    make: 'Musstang',
    spellings: 'мусстанг',
    models: 'Region; MT150; MT200; Alfa; Grader; Delta; MT125; Dingo; Fosti',
  },
  { make: 'Spark Moto', spellings: '', models: 'SP150; SP200; SP125; SP250' },
  { make: 'Lambretta', spellings: 'ламбретта', models: 'V50; V125; X300' },
  { make: 'Ява', spellings: 'jawa, яву, jawa-cz', models: '350 = 638, 634, 640; 360; 250; 300 CL; 500; 175' },
  {
    make: 'Дніпро',
    spellings: '',
    needsModel: true,
    models: 'МТ-9 = мт9; МТ-10 = мт10; МТ-11 = мт11; МТ-16; К-750 = к750',
  },
  {
    make: 'Урал',
    spellings: 'ural',
    needsModel: true,
    models: 'М-67 = м67; М-62; ИМЗ = имз 8; 375; 4320; М-63; Solo; Gear Up; Tourist',
  },
  { make: 'Gilera', spellings: 'джилера', models: 'Runner; Nexus; Fuoco; Stalker; GP800' },
  { make: 'MV Agusta', spellings: 'мв агуста', models: 'Brutale; F3; F4; Turismo Veloce; Dragster; Rivale' },
  {
    make: 'Beta',
    spellings: 'бета мото',
    needsModel: true,
    models: 'RR 300; RR 350; RR 390; RR 430; Evo; Xtrainer',
  },
  { make: 'GasGas', spellings: 'газгаз', models: 'EC 300; EC 250; MC 250; MC 450; TXT; ES 700; EX 300' },
  { make: 'Zero', spellings: '', needsModel: true, models: 'SR; SR/F; DSR; FX; DS' },
  {
    make: 'Hyosung',
    spellings: 'хесон, хьосунг',
    models: 'GT 250; GT 650 = gt650; GV 650; Aquila; ST7; Comet',
  },
  { make: 'Buell', spellings: 'бюелл', models: 'XB9; XB12; Lightning; Ulysses; Firebolt; 1125' },
]
