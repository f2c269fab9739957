import type { MakeRow } from './make-row.ts'

/** Japanese and Korean makes of cars. */
export const makesOfJapanAndKorea: readonly MakeRow[] = [
  {
    make: 'Toyota',
    spellings: 'тойота, тоета, тойотта, toyotta, toiota, тоyota, тайота, tojota, тойоту, тоёта',
    models: `Camry* = камрі, камри, камрі 70, kamry, camri; Corolla* = королла, корола, corola, королла е; Corolla Cross; Corolla Verso; Yaris* = яріс, ярис, yaris cross; Yaris Cross; Auris* = ауріс, аурис; Avensis* = авенсіс, авенсис; Carina = каріна, карина, carina e; Celica = целіка; RAV4* = рав4, rav 4, рав 4, равчик, rav-4; RAV4 Prime = rav 4 prime; Land Cruiser* = ленд крузер, ленд крузер 200, лэнд крузер, лендкрузер, lc200, lc100, lc300, lc 200, lc 300, lc 100, tlc, land cruser, land cruiser 100, land cruiser 200, land cruiser 300, ланд крузер, land cruiser 80, крузак; Land Cruiser Prado* = прадо, prado, land cruiser 150, ленд крузер прадо, lc150, lc 150, land cruiser prado 150, ленд крузер 150, tlc prado, lc120, land cruiser 120, ленд крузер прадо 150; Highlander* = хайлендер, хайлэндер, хайландер, haylander; Venza* = венза; Sequoia* = секвойя, секвоя, секвоя; Sienna* = сієнна, сиенна, сієна; Tundra* = тундра; Tacoma* = такома; Hilux* = хайлюкс, хілюкс, хайлакс, hi lux, хайлукс; Fortuner* = фортунер; 4Runner* = 4 runner, forruner, 4раннер, 4ранер, форраннер; FJ Cruiser*; Avalon* = авалон; Prius* = пріус, приус, prius prime; Prius Plus = prius+, prius v; C-HR* = chr, сі-ейч-ар, с-нr, снр; bZ4X* = бз4х, bz4 x; bZ3; Aygo* = айго, aygo x; iQ; Verso* = версо; Proace* = proace city, проейс; Hiace* = хайс, хіайс, хайейс; Alphard* = альфард; Supra* = супра; GT86 = gt 86, gt86; GR86; GR Yaris; Matrix; Solara; Previa = превія; Picnic; Starlet; Tercel; MR2; Urban Cruiser; Crown = краун; Mirai* = мірай; Mark II = марк 2; Chaser; Allion; Premio; Wildlander; Frontlander; Levin; Granvia; Sienta; Noah; Vellfire; Grand Highlander; Corsa; Paseo`,
    patterns: [
      [/^(camry|камри|камрі)(?:\d{2}|v\d{2}|xv\d{2}|le|se|xle|xse)$/, 'Camry'],
      [/^(corolla|королла|корола)(?:e\d{2,3}|е\d{2,3})$/, 'Corolla'],
    ],
  },
  {
    make: 'Lexus',
    spellings: 'лексус, leksus, lexsus, лехус, лэксус',
    models: 'CT = ct200h; ES; GS; GX; HS; IS; LC; LFA; LM; LS; LX; NX; RC; RX; RZ; SC; TX; UX; LBX',
    patterns: [
      [/^(ct|es|gs|gx|hs|is|lc|lm|ls|lx|nx|rc|rx|rz|sc|tx|ux)(\d{3})(?:h|d|t|l|e|hl|fsport|h\+)?$/, '$1'],
    ],
  },
  {
    make: 'Honda',
    spellings: 'хонда, honda motor, гонда, хонду, hunda',
    models: `Accord* = аккорд, акорд, acord, accord euro-r; Civic* = цівік, цивик, сівік, сивик, civik, civic type r, цивік; CR-V* = crv, срв, с-рв, цр-в, сrv, срв, црв, с р в; HR-V* = hrv, хрв; Jazz* = джаз, джазз; Fit* = фіт, фит; Insight* = інсайт, инсайт; Pilot* = пілот, пилот; Odyssey* = одіссей, одиссей; Passport; Ridgeline* = ріджлайн; Legend = легенда; Prelude = прелюд; City = сіті; Element; FR-V = frv; S2000; Shuttle; Stream = стрім; ZR-V = zrv; e* = honda e; e:NS1* = ens1, e ns1, e:ns1; e:NP1* = enp1; M-NV* = mnv; X-NV; Crosstour = кросстур; Clarity* = клеріті; CR-Z; Integra; Logo; Concerto; Prologue; Breeze; Inspire; Stepwgn; Elysion; Avancier; UR-V; XR-V; Crider
Africa Twin* = crf1000l, crf1100l, африка твін; CB 500 = cb500f, cb500x, cb500; CB 650 = cb650r, cb650f; CB 400 = cb400; CB 1000 = cb1000r; CBR 600* = cbr600rr, cbr 600 rr, cbr600f; CBR 1000* = cbr1000rr, cbr 1000 rr; CBR 500; CRF 250 = crf250l, crf250r; CRF 450 = crf450r, crf450l; CRF 300; Gold Wing* = gl1800, goldwing, gl 1800; Hornet = cb600f, хорнет; NC 750 = nc750x; NC 700 = nc700x; Transalp* = xl700v, трансальп; Shadow = vt750; Deauville; Varadero; VFR 800 = vfr800; VFR 1200; X-ADV; Forza; PCX; Dio = діо, дио; Lead; Silver Wing; Steed; Rebel; VTX; Valkyrie; Giorno; Tact; Monkey; Grom; XR 250; XR 650; Super Cub`,
  },
  {
    make: 'Nissan',
    spellings: 'ніссан, ниссан, нісан, нисан, nisan, nissian, ніcсан, нісcан',
    models: `Leaf* = ліф, лиф, leef, liaf, leaf plus, leaf e+, лиаф, ліаф; Ariya* = арія, ария; Qashqai* = кашкай, qashqay, kashkai, qashkai, каshkai, qasqai, кашкаі, quashqai, kashkay; Qashqai+2 = qashqai 2, кашкай 2, кашкай+2; X-Trail* = xtrail, икстрейл, ікстрейл, х-трейл, x trail, х трейл, x-treil, ікс-трейл, х-треіл; Juke* = жук, джук, juk, джюк; Rogue* = рог, роуг, rouge, rogue sport, роуг спорт, рогуе; Rogue Sport; Murano* = мурано; Pathfinder* = патфайндер, пасфайндер, патфіндер; Patrol* = патрол, патруль; Navara* = навара; Note = ноут; Micra* = мікра, микра; Primera* = прімера, примера; Almera* = альмера, алмера, almera classic, альмера класік, альмера классик; Almera Tino; Tiida* = тііда, тиида, тіїда, tida; Teana* = теана; Maxima* = максіма, максима; Altima* = альтіма, альтима; Sentra* = сентра; Sylphy; Versa* = верса; Armada* = армада; Titan = тітан; Frontier = фронтієр; Kicks* = кікс, кикс; Terrano* = террано, терано; Primastar* = примастар, прімастар, primastar; NV200* = nv 200, e-nv200, env200, нв200; NV300; NV400; Interstar* = інтерстар; Kubistar; Townstar; Vanette = ванетт; Serena; Cube = куб; 350Z* = 350 z; 370Z* = 370 z; 300ZX; GT-R* = gtr; Skyline* = скайлайн; Silvia; Sunny = санні, сані; Bluebird; Pulsar; Quest; Xterra* = ікстерра; 100NX; 200SX; Cabstar; Pixo; Almera Classic; NP300; Cedric; Elgrand; Wingroad; Z; Lafesta`,
  },
  {
    make: 'Infiniti',
    spellings: 'інфініті, инфинити, инфинити, infinity, інфінiтi, инфинити, инфініті, infinitі',
    models:
      'Q30; Q40; Q45; Q50*; Q60*; Q70; QX30; QX50*; QX55; QX56*; QX60*; QX70*; QX80*; FX = фх; EX; G = g35, g37, g25; M = m35, m37, m25; I; JX = jx35',
    patterns: [
      [/^(fx|ex|jx|qx)(\d{2})(?:d|s)?$/, '$1'],
      [/^([gmij])(\d{2})(?:x|s|h|d)?$/, '$1'],
    ],
  },
  {
    make: 'Acura',
    spellings: 'акура, акюра',
    models: 'MDX* = мдх; RDX* = рдх; TLX*; ILX*; TSX*; TL; RL; RLX; ZDX; CDX; NSX; Integra; RSX',
  },
  {
    make: 'Mazda',
    spellings: 'мазда, мазду, масда, madza',
    models: `2 = двійка; 3 = mazda3, трійка, тройка, axela, аксела; 5; 6 = mazda6, шістка, шестерка, atenza, атенза; 323* = 323f; 626*; 121; 929; CX-3* = сх-3, сх3; CX-30* = сх-30, cx30; CX-4; CX-5* = сх-5, сх5, cx5; CX-50* = cx50; CX-60* = cx60; CX-7* = сх-7, сх7, cx7; CX-8; CX-9* = сх-9, сх9, cx9; CX-90* = cx90; MX-3; MX-5* = мх-5, mx5, miata, міата; MX-6; MX-30* = mx30; RX-7*; RX-8* = рх-8, rx8; BT-50 = bt50; Demio; Premacy = премасі, премаси; MPV; Tribute = трибьют, тріб'ют; Xedos 6; Xedos 9; B-series; E2200; Millenia; Protege; Speed 3; 2 Hybrid; Verisa; Familia; EZ-6`,
    patterns: [[/^(?:mazda)?([2356])(?:mps|gh|gg|gj|bk|bl|bm|bp|hatchback|sedan)$/, '$1']],
  },
  {
    make: 'Mitsubishi',
    spellings:
      'мітсубісі, митсубиси, мітсубіші, митсубиши, міцубісі, мицубиси, міцубіші, мицубиши, mitsubisi, mitsubichi, mitsubischi, митсубісі, мітцубіші, mitsubushi, міцубиши, мітсубиши',
    models: `Outlander* = аутлендер, оутлендер, аутлэндер, autlander, outlender, аутландер, outlander phev; Outlander Sport; Lancer* = лансер, ланцер, lanser, лансер х, лансер 9, лансер 10; Lancer Evolution = evolution, evo x, lancer evo; Pajero* = паджеро, паджєро, падждеро, padjero, paggero; Pajero Sport* = паджеро спорт, pagero sport; Pajero Pinin; Pajero Wagon = паджеро вагон; ASX* = асх, аѕх, асикс, асекс; L200* = л200, l 200, л 200; Eclipse = екліпс; Eclipse Cross* = екліпс крос, эклипс кросс, эклипс крос, екліпс кросс; Colt = кольт; Galant* = галант; Carisma* = карізма, каризма; Space Star* = спейс стар; Space Wagon; Space Runner; Grandis* = грандіс, грандис; Montero* = монтеро; Montero Sport; Delica; Sigma; 3000 GT; Endeavor; i-MiEV* = imiev, і-міев, аймів; Mirage* = міраж; Xpander; Fuso Canter; Minicab; RVR; Airtrek; Challenger`,
  },
  {
    make: 'Subaru',
    spellings: 'субару, субарик, subary, субарy',
    models: `Forester* = форестер, форік, форестір, forster; Outback* = аутбек, аутбэк, autback, оутбек; Legacy* = легасі, легаси, легасы; Impreza* = імпреза, импреза; XV* = кроссфіт; Crosstrek* = кростек, кросстрек, кростек; WRX* = wrx sti, sti; Tribeca* = трібека, трибека; BRZ; Ascent* = асцент, ассент; Levorg; Solterra* = солтерра, сольтерра; Justy; Baja; SVX; Trezia; B9 Tribeca; Leone; Libero; Evoltis`,
  },
  {
    make: 'Suzuki',
    spellings: 'сузукі, сузуки, suzuky, сузyкі, suzuki motor',
    models: `Vitara* = вітара, витара; Grand Vitara* = гранд вітара, гранд витара; SX4* = сх4, sx 4, sx4 s-cross; S-Cross = s cross; Swift* = свіфт, свифт; Jimny* = джимні, джимни, jimni; Ignis = ігніс; Baleno = балено; Splash; Liana = ліана; Alto = альто; Wagon R; Wagon R+; Kizashi* = кізаші, кизаши; Samurai = самурай; XL7 = xl-7; Celerio; Across; Swace; Ertiga; Spacia; Hustler; Carry; Aerio; Verona
DR-Z 400* = drz400, dr-z 400 s, drz 400, drz400s, drz400sm, dr-z400; GSX-R 600* = gsxr 600, gsxr600, gsx-r600; GSX-R 750* = gsxr750, gsxr 750, gsx-r750; GSX-R 1000* = gsxr1000, gsxr 1000, gsx-r1000; Hayabusa* = gsx1300r, хаябуса; V-Strom 650* = vstrom 650, dl650, dl 650; V-Strom 1000* = dl1000; V-Strom 1050; V-Strom = v strom, вістром; Bandit = бандит, бандіт, gsf; Boulevard = бульвар; Intruder = інтрудер; Burgman* = бургман; SV 650 = sv650; GSX-S 750 = gsxs750; GSX-S 1000 = gsxs1000; Katana; RM-Z 450 = rmz450; RM-Z 250 = rmz250; DR 650 = dr650; Address; Lets; RF 600; GSX 750; Djebel; GS 500; RMX; Marauder; Skywave`,
  },
  {
    make: 'Daihatsu',
    spellings: 'дайхатсу, дайхацу',
    models: 'Terios = теріос; Sirion; Materia; Charade; Applause; Feroza; Cuore; Move; Copen; YRV; Rocky',
  },
  {
    make: 'Isuzu',
    spellings: 'ісузу, исузу',
    models: 'D-Max = dmax; Trooper = трупер; Rodeo; NQR; NPR; Elf; Midi; MU-X; Axiom; Amigo',
  },
  {
    make: 'Hyundai',
    spellings:
      'хюндай, хундай, хендай, хьюндай, хёндай, хендэ, хюндаї, хундаі, хундаи, хюндаи, хендаи, hundai, hyndai, hyunday, hunday, huyndai, hyundaі, hiundai, hyundау, хонда́й, хьондай, гюндай, гундай, хёндэ, хенде, хюнде, хёндаи, hundaі, hyndaі, huindai, hyindai',
    models: `Accent* = акцент, аксент, акцент; Solaris* = соляріс, солярис, соларис; Elantra* = елантра, элантра, elantra gt; Sonata* = соната, sonata hybrid, соната; Tucson* = туксон, тусон, туссон, tuscon, tukson, тюсон, такссон, tuckson; Santa Fe* = санта фе, сантафе, санта фэ, santafe, санта-фе, сантафэ; Santa Cruz; Grand Santa Fe; ix35* = іх35, их35, іx35, ix 35, ікс35, іх 35; ix55* = ix 55; ix20; i10* = и10, і10; i20* = и20, і20; i30* = и30, і30, i 30; i40* = и40, і40, i 40; Getz* = гетц, гец, гетс, gets; Matrix* = матрікс, матрикс; Creta* = крета; Kona* = кона, kona electric, кона електро, kona ev; Ioniq* = іонік, ионик, ioniq electric, айонік, айоник, ионіq; Ioniq 5* = ioniq5, іонік 5, ионик 5, айонік 5, айоник 5; Ioniq 6* = ioniq6, іонік 6, айонік 6; Venue* = венью; Bayon* = байон; Palisade* = палісад, палисад, паласейд; Veloster* = велостер; Genesis; Genesis Coupe; Equus; Grandeur* = грандер, грандёр; Azera = азера; Terracan = терракан; Galloper; Trajet; H1* = h-1, н1, н-1, starex, старекс; H100 = h-100, н100, porter, портер; H350; Staria* = старія; Atos; Lantra; Coupe = купе; Tiburon; Pony = поні; Excel; Veracruz = веракруз; XG; Nexo; Inster; Casper; Celesta; Mistra; Verna; Santamo; Sonata YF; Lafesta; HD 78; HD78; HD 65; Aslan; Entourage; i30 N; Elantra N`,
    patterns: [
      [
        /^(tucson|туксон|tussan|elantra|sonata|accent|соната|елантра)(?:nf|yf|lf|dn8|ef|hd|md|ad|cn7|tl|nx4|jm|sport)$/,
        '$1',
      ],
    ],
  },
  {
    make: 'Kia',
    spellings: 'кіа, киа, kiа, кия, кія, kіа, кіa, кia, кіе',
    models: `Sportage* = спортейдж, спортедж, спортидж, sportag, sportege, спортаж, sportadge, спортiдж, спортeйдж; Sorento* = соренто, сорento, sorrento, сорренто, sorento prime; Ceed* = сід, сид, cee'd, сіід, cee d, ceed sw, сєєд, ceed sportswagon; ProCeed = pro ceed, pro cee'd, pro_cee'd; XCeed = x ceed; Cerato* = церато, серато, cerato koup; Rio* = ріо, рио, rio x; Picanto* = піканто, пиканто; Optima* = оптіма, оптима, opticma; K5* = к5, k 5; K3; K7; K8; K9; Stinger* = стінгер, стингер; Soul* = соул, соул ев, soul ev, соул ев, soul electric; Niro* = ніро, ниро, niro ev, e-niro, e niro, niro plus; EV3* = ev 3; EV5* = ev 5, ев5; EV6* = ev 6, ев6, ев 6; EV9* = ev 9, ев9; Seltos* = селтос; Stonic* = стонік, стоник; Carnival* = карнівал, карнавал; Carens* = каренс; Magentis* = маджентіс, магентіс, маджентис, магентис; Mohave* = мохаве, могаве; Telluride* = телюрайд, теллурайд, телурайд; Forte* = форте; Sedona* = седона; Venga* = венга; Opirus; Quoris; Shuma = шума; Spectra* = спектра; Clarus; Sephia; Pride; Retona; Pregio; Cadenza; Borrego; Amanti; Ray; Bongo; Joice; Besta; KX3; KX5; Sonet; Mentor; Avella; X-Trek; Sephia; Rondo; Ceed GT`,
    patterns: [[/^(ceed|сид|сід)(?:sw|gt|jd|cd)$/, 'Ceed']],
  },
  {
    make: 'Genesis',
    spellings: 'дженезіс, генезіс, генезис, дженезис',
    models: 'G70*; G80*; G90*; GV60*; GV70*; GV80*; Electrified G80; Coupe',
  },
  {
    make: 'Daewoo',
    spellings:
      'деу, део, дэу, daewo, деоо, дэо, деу-заз, deawoo, daevoo, деево, даево, daewoo-заз, daewoo заз, дейво, деу заз',
    models: `Lanos* = ланос, lanoss, ланос пікап, ланос пикап; Sens* = сенс, sense; Nexia* = нексія, нексия, nexiya, nexія; Nubira* = нубіра, нубира; Matiz* = матіз, матиз; Leganza* = леганза; Espero* = есперо, эсперо; Gentra* = джентра; Tacuma* = такума; Tico* = тіко, тико; Kalos; Lacetti = лачетті, лачетти; Evanda; Rezzo; Racer; Magnus; Musso; Korando; Chairman; Lublin; Nubira Wagon; Winstorm; Damas`,
  },
  {
    make: 'SsangYong',
    spellings:
      'ссангйонг, санг йонг, санйонг, ссанг йонг, сангйонг, сан йонг, ссанг-йонг, саньйонг, ssang yong, сангенг, sang yong, ssanyong, kgm, kg mobility, ссангёнг, санг енг',
    models:
      'Rexton* = рекстон; Korando* = корандо; Kyron* = кайрон, кірон; Actyon* = актіон, актион, актайон; Actyon Sports; Musso* = муссо; Tivoli* = тіволі, тиволи, tivoli grand, xlv; Rodius* = родіус; Chairman = чермен; Stavic; Torres* = торрес; Istana; XLV',
  },
  { make: 'Scion', spellings: 'сайон', models: 'tC; xB; xA; xD; iA; iM; FR-S; iQ' },
]
