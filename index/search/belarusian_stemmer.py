"""A light stemmer for Belarusian: the Snowball project, which stems English and Russian, has none.

It takes off the longest ending of the noun, adjective and verb that leaves three letters, and
undoes the two regular changes before an ending: dz -> d and ts -> t (`godze` and `hod` meet).
"""

_ENDINGS = """
валася валіся ваўся ецеся іцеся аецца уецца юецца іцца ыцца ецца уцца юцца ацца яцца
асцямі асцях асцям асцей асцю асці асць енняў енням енне ення енню еннем енні
аванне авання яванне явання анняў аннях аннем анне ання анню анні
ейшага ейшы ейшая ейшыя
ыямі іямі ыям іям ыях іях ыяй іяй ыі іі ыю ію
амі ямі ымі імі ага яга ога ому аму яму ыя ія ая яя ое ае яе ую юю аю яю
ай яй ой ей эй ый ій ым ім ых іх ам ям ом ем эм ах ях аў яў оў еў
алася аліся аўся ілася іліся іўся ала яла іла ыла алі ялі ілі ылі ало іло
аць яць іць ыць уць юць ець эць еш эш іш ыш ем ім ым іў ыў
а я ы і у ю е о э ь й ў
"""
_LONGEST_FIRST = sorted(_ENDINGS.split(), key=len, reverse=True)
_SHORTEST_STEM = 3


def stem(word: str) -> str:
    """The stem of a word in lower case, its `ё` written as `е`."""
    word = word.replace("'", "")
    for ending in _LONGEST_FIRST:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    if len(word) > _SHORTEST_STEM and word.endswith("дз"):
        return word.removesuffix("з")
    if len(word) > _SHORTEST_STEM and word.endswith("ц"):
        return word.removesuffix("ц") + "т"
    return word
