import type { MakeRow } from './make-row.ts'

const engine = '(?:d|i|e|xd|xi|ci|ti|li|ld|le|is|cd|td|tds|it|id|x|xdrive|dxdrive|ixdrive|exdrive|gt|gc)?'

/** BMW, Mercedes-Benz, Audi, Volkswagen and the other German makes. */
export const makesOfGermany: readonly MakeRow[] = [
  {
    make: 'BMW',
    spellings: 'бмв, бмвешка, беха, бэха, bmv, б м в, вмв, бмб, бмw, бумер, bmw i, bmw m',
    models: `
1 Series = 1er, 1 серія, 1 серии, 1 серия, 1, 1er reihe, serie 1, 1-й серії
2 Series = 2er, 2 серія, 2 серия, 2, serie 2, 2 gran coupe, 2 active tourer, 2 gran tourer, active tourer, gran tourer
3 Series = 3er, 3 серія, 3 серія, 3 серии, 3 серия, 3, serie 3, трійка, тройка, 3 gt, 3 series gt, 3-й серії, compact
4 Series = 4er, 4 серія, 4 серия, 4, serie 4, 4 gran coupe
5 Series = 5er, 5 серія, 5 серии, 5 серия, 5, serie 5, пятерка, п'ятірка, 5 gt, 5-й серії
6 Series = 6er, 6 серія, 6 серия, 6, serie 6, 6 gt
7 Series = 7er, 7 серія, 7 серии, 7 серия, 7, serie 7, сімка, семерка
8 Series = 8er, 8 серія, 8 серия, 8, serie 8
X1; X2; X3; X4; X5* = ікс5, икс5, ix5; X6* = ікс6, икс6; X7; XM; X3 M; X5 M = x5m; X6 M = x6m; X4 M
Z3; Z4; M2; M3; M4; M5; M6; M8; 1M; i3; i3s = i3s; i4; i5; i7; i8; iX; iX1; iX2; iX3
R 1200 GS* = r1200gs; R 1250 GS* = r1250gs; R 1150 GS = r1150gs; R nineT; S 1000 RR* = s1000rr; S 1000 XR = s1000xr; F 800 GS = f800gs; F 650 GS = f650gs; K 1600 = k1600gt; G 310 = g310gs, g310r; C 400 = c400x`,
    patterns: [
      [
        new RegExp(`^([1-8])(?:0[12569]|1[468]|2[0-9]|3[0-9]|4[0-9]|5[0-9]|6[0-9]|7[0-9]|8[0-9])${engine}$`),
        '$1 Series',
      ],
      [
        /^(x[1-7])(?:\d{2}(?:[di]|li)?|d|drive|[xs]drive(?:\d{2}[a-z]{0,2})?|lci|mpackage|hybrid|xd|диз\w*)$/,
        '$1',
      ],
      [/^(m[2-68])(?:competition|cs|comp|5?0?[id]?)$/, '$1'],
      [/^m([1-8])\d{2}[di]?$/, '$1 Series'],
      [/^(i4|i5|i7|ix)(?:[ex]drive(?:\d{2}[a-z]{0,2})?|m\d\d|\d\d)$/, '$1'],
    ],
    codes: {
      '1 Series': 'e81 e82 e87 e88 f20 f21 f40',
      '2 Series': 'f22 f23 f44 f45 f46',
      '3 Series': 'e21 e30 e36 e46 e90 e91 e92 e93 f30 f31 f34 g20 g21',
      '4 Series': 'f32 f33 f36 g22 g26',
      '5 Series': 'e12 e28 e34 e39 e60 e61 f10 f11 f07 g30 g31 g60',
      '6 Series': 'e63 e64 f12 f13 f06 g32',
      '7 Series': 'e32 e38 e65 e66 f01 f02 g11 g12 g70',
      X1: 'e84 f48 u11',
      X3: 'e83 f25 g01',
      X4: 'f26 g02',
      X5: 'e53 e70 f15 g05',
      X6: 'e71 f16 g06',
      X7: 'g07',
    },
  },
  {
    make: 'Mercedes-Benz',
    spellings:
      'mercedes, мерседес, мерседес-бенц, мерседес бенц, мерседесс, бенц, мерс, mersedes, mersedes-benz, mercedes benc, mercedez, mercedez-benz, merc, mercedes benz, mercedes-amg, мерсeдес, мерин, mb, mersedez, мерсєдес, merсedes, mercedes-maybach',
    models: `
A-Class = a class, а клас, а класс, a klasse, а-клас, a klass, classe a, clase a
B-Class = b class, б клас, в клас, в класс, b klasse, b klass, classe b
C-Class = c class, с клас, с класс, c klasse, ц клас, c klass, classe c, clase c, ц класс
E-Class = e class, е клас, е класс, e klasse, e klass, classe e, clase e, ешка, єшка
G-Class = g class, г клас, г класс, g klasse, гелік, гелик, гелендваген, gelandewagen, gelendwagen, gelik, g klass, ґ клас
R-Class = r class, р клас, r klasse; S-Class = s class, с класc, s klasse, s klass, еска, ескa, classe s
V-Class* = v class, v klasse, в-клас, ві клас, v klass, classe v; X-Class = x class, x klasse; T-Class = t class
M-Class = m class, m klasse, мл; ML = ml class; GL = gl class; GLA*; GLB*; GLC* = glc coupe; GLE* = gle coupe, гле; GLS* = глс; GLK* = глк
CLA* = цла; CLS* = клс, цлс; CLK = цлк; CL = cl class; CLE; SL; SLK = слк; SLC; SLS; SLR; AMG GT = gt
EQA; EQB; EQC; EQE; EQS; EQV; EQT; 190 = 190e, 190d; Citan = цітан, ситан, сітан; Vito* = віто, вито; Viano* = віано, виано; Sprinter* = спринтер, спрінтер
Vaneo; Vario; Actros* = актрос; Atego = атего; Maybach; A-Class Sedan`,
    patterns: [
      [
        /^([abcegrsvx])(?:class|klass?e?)?(\d{2,3})(?:cdi|d|de|e|amg|4m\w*|4matic|kompressor|cgi|td|h|l|ls?|bluetec|blueeff\w*|tdi|k)?$/,
        '$1-Class',
      ],
      [
        /^(cls|clk|cla|cle|gla|glb|glc|gle|gls|glk|gl|ml|slk|slc|sls|slr|sl|cl|eqa|eqb|eqc|eqe|eqs|eqv|eqt)(\d{2,3})(?:cdi|d|de|e|amg|4m\w*|4matic|bluetec|coupe|s)?$/,
        '$1',
      ],
      [/^(?:2[0-9]{2}|[1-5]\d0)(?:e|ce|te|td|d)$/, 'E-Class'],
      [/^(vito|sprinter|viano|citan)\d{3}(?:cdi|d)?$/, '$1'],
    ],
    codes: {
      'A-Class': 'w168 w169 w176 w177',
      'B-Class': 'w245 w246 w247',
      'C-Class': 'w202 w203 w204 w205 w206 s204 s205',
      'E-Class': 'w123 w124 w210 w211 w212 w213 w214 s211 s212 s213',
      'S-Class': 'w116 w126 w140 w220 w221 w222 w223',
      'G-Class': 'w463 w461',
      ML: 'w163 w164',
      GLE: 'w166 w167 v167 c292',
      GL: 'x164',
      GLS: 'x166 x167',
      GLC: 'x253 x254 c253',
      GLK: 'x204',
      CLS: 'c219 w219 c218 c257 w218',
      CLA: 'c117 c118',
      'V-Class': 'w447',
      Vito: 'w638 w639',
    },
  },
  {
    make: 'Audi',
    spellings: 'ауді, ауди, aудi, аudi, авді, avdi, ауді спорт, audy, ауди спорт',
    models: `80* = 80 b3, 80 b4, бочка; 90; 100 = сотка; 200; V8; A1; A2; A3 = a3 sportback; A4* = a4 avant, a4 allroad; A5 = a5 sportback; A6* = a6 avant; A6 Allroad; A7 = a7 sportback; A8 = a8l; Allroad = олроуд
Q2; Q3; Q4 e-tron = q4 etron, q4; Q5*; Q6 e-tron = q6 etron, q6; Q7*; Q8; Q8 e-tron = q8 etron; e-tron* = етрон, етрон, etron, е трон; e-tron GT = etron gt; e-tron Sportback = etron sportback; TT; R8; S3; S4; S5; S6; S7; S8; SQ5; SQ7; SQ8; RS3; RS4; RS5; RS6; RS7; RSQ8 = rs q8; RSQ3 = rs q3`,
    patterns: [[/^(a[1-8]|q[2-8])(?:l|tdi|tfsi|\d{2}tdi|\d{2}tfsi|quattro|sline|c[5-8]|b[5-9]|sb)$/, '$1']],
    codes: {},
  },
  {
    make: 'Volkswagen',
    spellings:
      'vw, фольксваген, фольцваген, фольсваген, фольксвагн, фолксваген, фолькваген, volksvagen, volkswagon, wolksvagen, folksvagen, folkswagen, volswagen, volkwagen, folcvagen, фв, фольц, volkswagen vw, wolkswagen, фольксвагон, vw volkswagen, вольксваген, volksagen',
    models: `
Golf* = гольф; Golf Plus = гольф плюс; e-Golf* = egolf, е-гольф; Golf Sportsvan; Passat* = пассат, пасат, passat variant, pasat, пасcат; Passat CC = пассат сс, пасат сс; Polo* = поло; Jetta* = джетта, джета, jeta, жетта; Bora* = бора; Vento = венто; Tiguan* = тігуан, тигуан, tiguan allspace; Touareg* = туарег, тоуарег, tuareg, taureg, таурег; Touran* = туран, tuoran; Sharan* = шаран; Caddy* = кадді, кадди, кади, кадді максі, caddi; Transporter* = транспортер, т4, т5, т6, t4, t5, t6, t6.1, t 4, t 5, t 6; Multivan* = мультивен, мультіван, мультиван, мультівен, multyvan; Caravelle* = каравелла, каравела, каравель; California = каліфорнія; Crafter* = крафтер; LT = lt35, lt 35, lt28; Amarok* = амарок; Arteon* = артеон; Atlas* = атлас; Atlas Cross Sport; Taos* = таос; Teramont* = терамонт; T-Roc* = т-рок, троk, т рок; T-Cross* = т-кросс, т-крос; Taigo; Up = up!; e-Up; Scirocco* = сірокко, сироко; Beetle = бітл, жук, new beetle; Phaeton* = фаетон, фаэтон; Fox = фокс; Lupo = лупо; Eos = еос; CC = сс; Corrado = корадо; Kafer; Bus; ID.3* = id3, айді3, ід3, ід.3; ID.4* = id4, ід4, ід.4, айді 4, id4 crozz, id.4 crozz; ID.5 = id5; ID.6* = id6, ід6, ід.6, id6 crozz, id.6 x, id.6 crozz; ID.7 = id7; ID. Buzz* = id buzz; e-Bora = ebora; Lavida = лавіда; Santana; Derby; Tharu; Tayron; Touareg R; Variant; Пассат Варіант`,
    patterns: [
      [/^(golf|passat|гольф|пассат|пасат)(?:[1-8]|b[2-9]|б[2-9]|в[2-9]|gti|gte|gtd|r|mk\d)$/, '$1'],
      [/^(t[4-6])(?:\.1)?$/, 'Transporter'],
    ],
    codes: { Passat: 'b3 b4 b5 b6 b7 b8 b9 б3 б4 б5 б6 б7 б8' },
  },
  {
    make: 'Porsche',
    spellings: 'порше, порш, porshe, porche, порще, porsh',
    models: `911* = 911 carrera, carrera, каррера, 911 turbo; 718; 718 Cayman; 718 Boxster; Boxster* = бокстер; Cayman* = кайман; Cayenne* = кайен, каєн, кайенн, cayene, caen, kayen, caenne, каен, cayenne coupe; Macan* = макан, makan; Panamera* = панамера; Taycan* = тайкан, taican, тайcан; 924; 928; 944; 968; Carrera GT; 918 Spyder`,
    codes: { Cayenne: '955 957 958', '911': '991 992 997 996' },
  },
  {
    make: 'Opel',
    spellings: 'опель, opel vauxhall, опел, оpel, opell',
    models: `Astra* = астра; Vectra* = вектра; Insignia* = інсігнія, инсигния, инсигния, insygnia, інсигнія; Zafira* = зафіра, зафира; Zafira Tourer; Zafira Life; Corsa = корса; Corsa-e; Omega = омега; Meriva* = меріва, мерива; Mokka* = мокка, мока, mokka x, moka; Mokka-e; Vivaro* = віваро, виваро; Movano* = мовано; Combo = комбо, combo life, combo cargo; Antara* = антара; Frontera* = фронтера; Kadett* = кадет, кадетт, cadett; Ascona; Signum* = сигнум, сігнум; Tigra = тігра; Calibra; Agila = агіла; Adam; Karl; Ampera* = ампера; Ampera-e; Cascada; Crossland = crossland x, кросленд; Grandland = grandland x, грандленд; Rekord; Senator; Sintra; Campo; Monterey; Speedster; GT; Cavalier; Arena`,
  },
  {
    make: 'Vauxhall',
    spellings: 'воксхолл',
    models:
      'Astra; Corsa; Insignia; Mokka; Vectra; Zafira; Vivaro; Meriva; Crossland; Grandland; Adam; Viva; Combo; Antara; Signum',
  },
  {
    make: 'Smart',
    spellings: 'смарт',
    needsModel: true,
    models:
      'Fortwo* = fortwo, for two, форту, фор ту, fortwo eq, 451, 453; Forfour* = for four, форфор; Roadster; Crossblade; City = сіті; #1; #3; EQ fortwo = eq fortwo; EQ forfour; Fortwo ED',
  },
  { make: 'Maybach', spellings: 'майбах', models: '57; 62; S 560; S 580; GLS 600' },
  { make: 'Alpina', spellings: 'альпіна', models: 'B3; B5; B7; B10; B12; D3; D5; XD3; XB7' },
  { make: 'Borgward', spellings: 'боргвард', models: 'BX5; BX7; BX6' },
  { make: 'Wartburg', spellings: 'вартбург', models: '311; 312; 353; 1.3' },
  { make: 'Trabant', spellings: 'трабант', models: '601; 1.1' },
  {
    make: 'MAN',
    spellings: 'ман',
    needsModel: true,
    models: 'TGA* = тга; TGX* = тгх; TGS* = тгс; TGL* = тгл; TGM; TGE* = тге; LE; L 2000',
  },
]
