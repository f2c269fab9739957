/** Models whose names are also common words of Ukrainian, Russian or English, folded. */
const words = new Set(
  `акцент аксент фокус едж эдж фіт фит вольт болт компас компасс командер коммандер мастер майстер партнер експерт эксперт боксер
  шанс форза калина нива веста гранта пріора ока чайка тайга рог роуг жук джаз партнер патріот патриот ліберті ренегат сейф танк
  лев спрінг браво панда пума галаксі галакси галактика фьюжн транзит транзіт кур'єр скаут монстр тайгер вулкан бандит бандіт спортсмен дюк
  навігатор навигатор авіатор континенталь емгранд атлас модус символ кадет чероки піонер тундра такома пілот пилот караван вояджер
  карнавал рейнджер мустанг пежо каліфорнія каравела поло гольф корса комбо мега фрі фри ван одіссей купер хант дерби скала арія ария
  focus edge fit volt bolt compass commander master partner expert boxer accent spark escape journey charger challenger caliber
  liberty patriot renegade pilot passport ranger explorer expedition fusion maverick transit courier traveller nova spring free born mega
  rapid scala golf polo fox up jazz city note cube leaf juke rogue navigator aviator continental forte soul rio optima venue equinox
  tiger monster ninja adventure boulevard shadow scrambler safe safari sonata matrix trax traverse blazer impala tracker captur kicks versa
  dart dolphin seal tang han song yuan sky one range defender discovery series fire hover wingle beat bonus fora kimo cargo vito
  daily connect custom legend insight element vision orlando cooper born jogger dream dreamer bingo yep friday passion legacy outback
  patrol frontier titan hunter mirage galant colt legenda express forester tribute forester taos atlas caravan nitro avenger
  ibiza toledo cordoba malibu tahoe alhambra sierra granada california phaeton pulsar stinger niro galaxy puma panda freestyle mini hybrid enclave
  regal century encore envision acadia terrain canyon yukon corsair mark crown verso ghost dawn phantom urus master rexton tivoli torres delta voyager
  спарк фокуса ґранд соната тойо елара амулет кімо міраж легенда лідер форд тракс спорт експрес радиус матриця матрікс матрикс каліна`
    .split(/\s+/)
    .filter(Boolean),
)

/** Whether a folded word is a model's name and a common word at once, so that it needs figures beside it. */
export const isCommonModel = (folded: string): boolean => words.has(folded)
