/** How English-speaking villagers speak of each of the first categories; a word is also the beginning of longer ones. */
export const englishWords: Readonly<Record<string, string>> = {
  道路水利: "road bridge pothole ditch drain pipe water flood railing",
  供电通信: "power electricity lamp light streetlight wire cable internet signal outage",
  农业生产: "crop pest rice orange orchard fertili pig chicken seed",
  环境卫生: "rubbish garbage trash litter smell stink sewage toilet smoke noise",
  治安安全: "theft stolen thief fight dog gambling manhole",
  社保救助: "pension allowance subsid welfare insurance",
  矛盾纠纷: "dispute neighbour neighbor boundary wages compensation",
  干部作风: "corrupt bribe",
  养老认证: "pension certif",
  户口办理: "hukou household newborn",
  低保申请: "allowance",
  临时救助: "relief hardship",
  医疗保险: "insurance reimburse",
  残疾人证: "disab",
  法律援助: "legal lawyer court",
  农技上门: "graft technique",
};
