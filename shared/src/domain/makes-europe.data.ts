import type { MakeRow } from './make-row.ts'

/** French, Italian, British, Czech, Spanish, Romanian and Swedish makes. */
export const makesOfEurope: readonly MakeRow[] = [
  {
    make: 'Renault',
    spellings: 'рено, ренault, renaul, reno, reanult, renualt, рэно, ренаульт, rено, renaut, ренолт, renолт',
    models: `Megane* = меган, megan, мегане, мегана, megane e-tech, megane scenic, мeган; Megane E-Tech; Scenic* = сценік, сценик, scenik, сенік, senic, scenic xmod, ceнік; Grand Scenic* = гранд сценік, гранд сценик, grand scenik; Duster* = дастер, dasteр; Logan* = логан, logan mcv; Sandero* = сандеро, sandero stepway; Kangoo* = кенго, кангу, канго, kango, кенгу, kengo, кенгуру, kangoo maxi, kangoo z.e, kangoo ze; Laguna* = лагуна; Clio* = кліо, клио; Fluence* = флюенс, флуенс, fluens, fluence z.e, fluence ze; Latitude* = латітюд, латитьюд, латітуд; Talisman* = талісман, талисман; Captur* = каптюр, каптур, capture, captur, кептур; Koleos* = колеос; Kadjar* = каджар, kadgar, каджар; Espace* = еспейс, эспейс, ескпейс, espase, еспас; Grand Espace; Trafic* = трафік, трафик, traffic, trafik, траффик, траффік, trafic long; Master* = мастер, майстер; Symbol = символ, сімбол, symbol thalia; Zoe* = зої, зое, zoy, зоє, zoe ze, зоя; Twingo* = твінго, твинго; Twizy* = твізі, твизи; Modus* = модус; Vel Satis = велсатіс; Safrane = сафран; Mascott = маскот; Premium; Magnum; Dokker* = доккер, докер, dokker van; Lodgy* = лоджі, лоджи, lodgi; Arkana* = аркана; Austral* = аустрал; Rafale; Symbioz; Express = експрес; Wind; Avantime; 19 = r19; 21; 25; 5 = r5; 4; 9; 11; Super 5; Thalia; Scala; Taliant; Kaptur; Kwid; Samsung; SM3; SM5; SM6; QM5; QM6; Megane 2; Megane 3; Megane 4; Midlum; Kerax; Sport Spider; Pulse`,
  },
  {
    make: 'Peugeot',
    spellings:
      'пежо, пежот, пeжо, pegeot, peugeout, pejo, peuguet, pegot, peugot, pezho, пежо-, peugout, piegeot',
    models: `104; 106; 107; 108; 1007; 205; 206 = 206 sw, 206+; 207 = 207 sw; 208; e-208; 2008; e-2008; 301; 305; 306; 307 = 307 sw; 308 = 308 sw; e-308; 309; 3008; e-3008; 405; 406 = 406 coupe; 407 = 407 sw; 408; 4007; 4008; 5008; e-5008; 505; 508 = 508 sw, 508 rxh; 605; 607; 604; 806; 807; Partner* = партнер, partner tepee, partner origin, партнер тепе; Rifter* = ріфтер, рифтер; Expert* = експерт, эксперт, expert tepee; Traveller* = травелер; Boxer* = боксер; Bipper* = біппер, биппер; RCZ; iOn; J5; Hoggar; Landtrek; Tepee`,
  },
  {
    make: 'Citroen',
    spellings:
      'сітроен, ситроен, сітроєн, ситроэн, citroën, sitroen, ситрoен, цитроен, citroёn, citoren, citron, сітроьен, ситроён',
    models: `C1; C2; C3; C3 Aircross; C3 Picasso = с3 пікассо, c3 пикассо, с3 пикасо; C3 Pluriel; C4; C4 Picasso = с4 пікассо, с4 пикассо, c4 пікассо, с4 пикасо, c4 pikasso; Grand C4 Picasso = гранд с4 пікассо, c4 grand picasso, с4 гранд пикассо, с4 гранд пікассо; C4 Cactus = кактус, cactus, с4 кактус; C4 Aircross; C4 SpaceTourer; C4 X; e-C4 = ec4; C5; C5 Aircross = с5 аіркрос, c5 аиркросс; C5 X; C6; C8; C-Crosser = c crosser, с-кросер; C-Elysee = c elysee, ц-елізе, с елізе, c-елізе, с-элизе; C-Zero; Berlingo* = берлінго, берлинго, berlingo multispace, berlingo electric, берлинга; Jumpy* = джампі, джампи; Jumper* = джампер; Jumpy Spacetourer; SpaceTourer*; Nemo* = немо; Xsara* = ксара, хсара; Xsara Picasso* = ксара пікассо, ксара пикассо, пікассо; Xantia* = ксантія, ксантия; Saxo = саксо; Evasion = евазіон; XM; ZX; BX; AX; DS3; DS4; DS5; Ami; 2CV; GSA; Dispatch; Relay; C15; C25`,
  },
  {
    make: 'DS',
    spellings: 'ds automobiles',
    needsModel: true,
    models: '3; 4; 5; 7; 9; 3 Crossback; 7 Crossback; DS 3; DS 4; DS 7 = ds7, ds7 crossback; DS 9',
  },
  {
    make: 'Fiat',
    spellings: 'фіат, фиат, fіat, fiаt, фіaт',
    models: `500* = 500e, fiat500, 500c, 500 e; 500X* = 500х; 500L* = 500л; 600 = 600e; 124; 126; 127; 128; 131; 132; Doblo* = добло, добло максі, doblo maxi, doblò, дoблo; Fiorino* = фіоріно, фиорино; Ducato* = дукато; Scudo* = скудо; Talento = таленто; Punto* = пунто; Grande Punto* = гранде пунто, гранд пунто; Punto Evo; Linea* = лінеа, линеа, лінея, линея; Bravo = браво; Brava; Stilo = стіло; Tipo* = тіпо, типо; Tempra = темпра; Tipo; Panda* = панда; Albea* = альбеа, албеа; Croma = крома; Freemont* = фрімонт, фримонт; Fullback = фулбек; Sedici = седічі; Qubo* = кубо; Idea; Multipla* = мультіпла, мультипла; Marea = мареа; Palio; Siena; Uno = уно; Ulysse = улісс, улиссе; Seicento; Cinquecento; Barchetta; Coupe; Strada; Toro; Regata; Ritmo; Topolino; Grande Panda`,
  },
  {
    make: 'Alfa Romeo',
    spellings: 'альфа ромео, альфа-ромео, альфаромео, alfaromeo, alfa, альфа',
    models:
      '33; 75; 90; 145; 146; 147; 155; 156; 159; 164; 166; 4C; 8C; Giulia* = джулія, джулия, giulia quadrifoglio; Giulietta* = джульєтта, джульетта; Stelvio* = стельвіо, стелвіо, стельвио; Tonale* = тонале; MiTo = міто, мито; Brera* = брера; GT; GTV; Spider; Junior; Sud',
  },
  {
    make: 'Lancia',
    spellings: 'лянча, лянчіа, ланчія, ланча, лянчия',
    models:
      'Delta = дельта; Ypsilon; Thema = тема; Lybra = лібра; Musa; Phedra; Thesis; Kappa; Voyager; Zeta; Dedra; Prisma; Fulvia',
  },
  {
    make: 'Ferrari',
    spellings: 'феррарі, феррари, ферарі, ферари',
    models:
      '458* = 458 italia; 488; F430; F8; 812; California; Portofino; Roma; Purosangue; SF90; 296; FF; F12; 360; 550; 599; Testarossa; LaFerrari; GTC4 Lusso',
  },
  {
    make: 'Lamborghini',
    spellings: 'ламборгіні, ламборджіні, ламборгини, ламборджини, lamborgini',
    models:
      'Urus* = урус; Huracan* = хуракан, уракан; Aventador* = авентадор; Gallardo* = галлардо; Murcielago; Revuelto; Diablo',
  },
  {
    make: 'Maserati',
    spellings: 'мазераті, мазерати, мазератті',
    models:
      'Ghibli* = гіблі, гибли; Levante* = леванте; Quattroporte* = кватропорте; Grecale* = грекале; GranTurismo* = гран турізмо; GranCabrio; MC20; 3200 GT; Coupe',
  },
  {
    make: 'Iveco',
    spellings: 'івеко, ивеко',
    models: 'Daily* = дейлі, дейли, дэйли, deyli; Stralis; Eurocargo; Massif; Turbo Daily; S-Way; Trakker',
  },
  {
    make: 'Skoda',
    spellings: 'шкода, škoda, шкоду, scoda, skodа, скода, шкодa, skoda auto, škoda auto, skodа',
    models: `Octavia* = октавія, октавия, октавіа, октавиа, oktavia, oktaviya, octavia a5, octavia a7, octavia tour, октавія тур, октавия тур, октавія а7, октавия а5, октавія а5, октавия а7, octavia a8, oktavija, окtавія, октавка, octavia combi, октаха; Octavia Tour; Superb* = суперб, superb combi, суперб; Fabia* = фабія, фабия, фабіа; Rapid* = рапід, рапид, rapid spaceback; Kodiaq* = кодіак, кодиак, kodiak, kodiaк; Karoq* = карок, karok; Kamiq* = камік, камик, kamik; Kushaq = кушак; Scala* = скала; Yeti* = єті, йєті, йети, ети, еті, yetti; Roomster* = румстер; Citigo* = сітіго, ситиго, citigo-e; Enyaq* = еньяк, энъяк, enyaq iv, еняк, enyaq coupe, енйак; Elroq; Felicia* = феліція, фелиция; Favorit = фаворит; Praktik; 105; 120; 100; 1000 MB; Slavia; Forman`,
    patterns: [
      [/^(?:octavia|октавия|октавія)(?:a|а)?\d(?:rs|fl)?$/, 'Octavia'],
      [/^superb[23b]$/, 'Superb'],
    ],
  },
  { make: 'Tatra', spellings: 'татра', models: '613; 815; 603; T815; 148' },
  {
    make: 'Seat',
    spellings: 'сеат, сєат, сиат, seаt',
    needsModel: true,
    models: `Leon* = леон; Ibiza* = ібіца, ибица, ібіза; Toledo* = толедо; Altea* = альтеа, алтеа, алтея, альтея, altea xl; Altea XL; Alhambra* = альгамбра, алхамбра, альхамбра; Cordoba* = кордоба; Ateca* = атека; Arona* = арона; Tarraco* = тарако, тарраco; Exeo = ексео; Mii; Arosa = ароса; Inca; Marbella; Malaga; Terra; Leon Cupra; Altea Freetrack`,
  },
  {
    make: 'Cupra',
    spellings: 'купра',
    models:
      'Formentor* = форментор; Born* = борн; Leon = леон; Ateca = атека; Tavascan* = тавааскан, таваскан; Terramar',
  },
  {
    make: 'Dacia',
    spellings: 'дачія, дачия, дачіа, дасія, дача-авто, dacha, дакія, дация',
    models: `Duster = дастер; Logan = логан, logan mcv; Logan MCV; Sandero = сандеро, sandero stepway; Dokker = доккер, докер; Lodgy = лоджі, лоджи; Jogger* = джоггер; Spring* = спрінг; Solenza = соленза; Nova; 1300; 1310; 1410; Pick Up; SupeRNova; Bigster; Stepway; Lodgy Stepway`,
  },
  { make: 'ARO', spellings: 'аро', needsModel: true, models: '10; 24; 243; 244; 32' },
  {
    make: 'Volvo',
    spellings: 'вольво, волво, vоlvo, wolvo, вольвo',
    models: `XC40* = хс40, xc 40, xc40 recharge, хс 40; XC60* = хс60, xc 60, хс 60; XC70* = хс70, xc 70, хс 70; XC90* = хс90, xc 90, хс 90; S40* = s 40, с40; S60* = s 60, с60; S70; S80* = s 80, с80; S90* = s 90, с90; V40* = v 40, v40 cross country, в40; V50* = v 50, в50; V60* = v 60, v60 cross country, в60; V70* = v 70, в70; V90* = v 90, v90 cross country; C30* = c 30; C40* = c40 recharge; C70; EX30*; EX40; EC40; EX90*; EM90; 240; 340; 360; 440; 460; 480; 740; 760; 780; 850; 940; 960; FH = fh12, fh 13, fh13, fh16; FM; FL; FE; Amazon; P1800; Polar`,
  },
  { make: 'Saab', spellings: 'сааб, saаb', models: '9-3 = 93; 9-5 = 95; 900; 9000; 9-4X; 9-7X; 99; 96' },
  { make: 'Polestar', spellings: 'полестар, полстар', models: '1; 2; 3; 4' },
  { make: 'Koenigsegg', spellings: 'кенігсег', models: 'Agera; Regera; Jesko; Gemera' },
  {
    make: 'Scania',
    spellings: 'сканія, скания, скані',
    models: 'R420; R450; R500; R440; R; G; P; S; 113; 114; 124; S500',
  },
  { make: 'DAF', spellings: 'даф', models: 'XF; CF; LF; XF 105 = xf105; XF 95; XF 106; XG; 45; 55' },
  {
    make: 'Land Rover',
    spellings:
      'ленд ровер, лендровер, лэнд ровер, лендровeр, ланд ровер, land-rover, landrover, ланд-ровер, land rovеr, lend rover, range rover, рендж ровер, рейндж ровер, ренж ровер, рэндж ровер, рейнж ровер, рандж ровер, rangerover',
    models: `Range Rover* = рендж ровер, рейндж ровер, ренж ровер, рэндж ровер, rangerover, рендж, range rover vogue, рейнж ровер, range rover autobiography; Range Rover Sport* = рендж ровер спорт, рейндж ровер спорт, ренж ровер спорт, рэндж ровер спорт, rrs, range sport; Range Rover Evoque* = evoque, евок, эвок, рендж ровер евок, рэндж ровер эвок, evoq, рейндж ровер евок, івок, range rover evoq; Range Rover Velar* = velar, велар, рендж ровер велар; Discovery* = діскавері, дискавери, дискавері, discavery, discovery 3, discovery 4, discovery 5, диско; Discovery Sport* = діскавері спорт, дискавери спорт, дискавері спорт; Defender* = дефендер, defender 90, defender 110; Freelander* = фрілендер, фрилендер, фрілендер 2, freelander 2, фриландер; Series III`,
  },
  {
    make: 'Jaguar',
    spellings: 'ягуар, джагуар, jaguаr, jagyar',
    models:
      'XF* = хф; XE* = хе; XJ* = хj, xj8, xjl; XK = xkr; F-Pace* = f pace, ф-пейс, фпейс, ф пейс, f-peis; E-Pace* = e pace, е-пейс, е пейс; I-Pace* = i pace, ай-пейс, і-пейс, айпейс, ipace; F-Type* = f type; S-Type* = s type, с-тайп; X-Type* = x type, х-тайп, х-type; XJS; E-Type; XJ6',
  },
  {
    make: 'MINI',
    spellings: 'міні, мини, bmw mini',
    needsModel: true,
    models:
      'Cooper* = купер, cooper s, cooper se, cooper d; Countryman* = кантрімен, кантримен, countryman s, кантрімэн, cooper countryman, cooper s countryman; Clubman* = клабмен, cooper clubman; Paceman; One = ван; Hatch; Cabrio; Coupe; Roadster; John Cooper Works = jcw; Aceman; Electric; 3-Door; 5-Door; Cooper SE',
  },
  {
    make: 'Rover',
    spellings: 'ровер',
    models:
      '25; 45; 75; 200; 214; 216; 220; 400; 414; 416; 420; 600; 620; 623; 800; 820; 825; Streetwise; CityRover; Montego',
  },
  {
    make: 'Bentley',
    spellings: 'бентлі, бентли, bently',
    models:
      'Continental* = континенталь, continental gt, континентал, continental flying spur; Continental GT*; Flying Spur*; Bentayga* = бентайга, бентейга; Mulsanne* = мульсан; Arnage; Azure; Turbo R',
  },
  {
    make: 'Rolls-Royce',
    spellings: 'роллс-ройс, ролс-ройс, роллс ройс, ролс ройс, rolls royce, rollsroyce',
    models:
      'Phantom = фантом; Ghost = гост; Wraith; Dawn; Cullinan* = куллінан, кулінан, куллинан; Spectre; Silver Shadow',
  },
  {
    make: 'Aston Martin',
    spellings: 'астон мартін, астон мартин',
    models: 'DB9*; DB11*; DBX*; DBS; Vantage = вантаж; Vanquish; Rapide; V8 Vantage; V12',
  },
  {
    make: 'Lotus',
    spellings: 'лотус',
    needsModel: true,
    models: 'Elise; Exige; Evora; Emira; Eletre* = елетре; Esprit; Emeya',
  },
  {
    make: 'McLaren',
    spellings: 'макларен',
    models: '570S; 600LT; 650S; 720S; 765LT; GT; Artura; P1; MP4-12C; 540C',
  },
  { make: 'LDV', spellings: 'лдв', models: 'Maxus; Convoy; Pilot; V80; T60' },
  { make: 'Bugatti', spellings: 'бугатті, бугатти', models: 'Veyron = вейрон; Chiron = широн; Divo' },
  { make: 'Abarth', spellings: 'абарт', models: '500; 595; 695; 124 Spider; Punto' },
  {
    make: 'Piaggio',
    spellings: 'піаджіо, пиаджио',
    models: 'Porter; Vespa; Beverly; MP3; Zip; Liberty; Typhoon; X8; X9; NRG',
  },
  { make: 'Microcar', spellings: 'мікрокар', models: 'M.Go; Virgo; MC1; MC2; Dué' },
  { make: 'Aixam', spellings: 'айксам', models: 'City; Crossline; Coupe; Roadline; Scouty; Minauto' },
  { make: 'Ligier', spellings: 'ліжьє, лижье', models: 'JS50; JS60; Nova; Ixo; X-Too; Myli' },
]
