"""The packaged model's tokenizer: pieces by their probability (Kudo 2018), as XLM-R cuts words.

Written for SentencePiece, which made it: it loads in two thirds of the time of `tokenizers`, takes
60 MB instead of 300, and gives the same tokens (docs/adr/0023-without-torch.md). Written for
`tokenizers` too, which transformers want.
"""

import io
from pathlib import Path
from typing import Any

from sentencepiece import SentencePieceTrainer
from sentencepiece import sentencepiece_model_pb2 as forms
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from index.model.packed_weights import PackedModel

SPECIAL_TOKENS = {
    "bos_token": "<s>",
    "eos_token": "</s>",
    "unk_token": "<unk>",
    "sep_token": "</s>",
    "pad_token": "<pad>",
    "cls_token": "<s>",
    "mask_token": "<mask>",
}


def make_tokenizer(model: PackedModel) -> Tokenizer:
    """The tokenizer of a packed model; it neither cuts nor pads."""
    tokenizer = Tokenizer(models.Unigram(model.pieces, unk_id=model.unknown_id))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.add_special_tokens(list(dict.fromkeys(SPECIAL_TOKENS.values())))
    ids = {token: tokenizer.token_to_id(token) for token in ("<s>", "</s>")}
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=list(ids.items())
    )
    return tokenizer


def write_sentencepiece(model: PackedModel, file: Path) -> None:
    """Write the tokenizer of a packed model for SentencePiece."""
    kinds = forms.ModelProto.SentencePiece
    made = forms.ModelProto()
    for number, (text, score) in enumerate(model.pieces):
        kind = kinds.CONTROL if text in SPECIAL_TOKENS.values() else kinds.NORMAL
        kind = kinds.UNKNOWN if number == model.unknown_id else kind
        made.pieces.add(piece=text, score=score, type=kind)
    made.trainer_spec.unk_id = model.unknown_id
    made.normalizer_spec.CopyFrom(_normaliser().normalizer_spec)
    file.write_bytes(made.SerializeToString())


def _normaliser() -> Any:
    """A model that holds SentencePiece's rules nmt_nfkc: only one that was trained has them."""
    trained = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(["any words"]),
        model_writer=trained,
        vocab_size=100,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    return forms.ModelProto.FromString(trained.getvalue())
