"""Writes an encoder as an ordinary sentence-transformers folder: safetensors and JSON only."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from index.model.embedder import Vectors
from index.model.packed_weights import PackedModel, Shape
from index.model.tokenizer import SPECIAL_TOKENS, make_tokenizer

# Names inside the packed file (left) and in a BERT encoder (right).
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
}


def write_model_folder(model: PackedModel, folder: Path) -> None:
    """Write every file of the model into an existing, empty folder."""
    save_file(_bert_tensors(model), folder / "model.safetensors", metadata={"format": "pt"})
    make_tokenizer(model).save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in _configurations(model.shape).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _bert_tensors(model: PackedModel) -> dict[str, Vectors]:
    shape, packed = model.shape, model.tensor
    tensors = {ours: _rows(packed(theirs), shape) for theirs, ours in _EMBEDDING_NAMES.items()}
    tensors["embeddings.LayerNorm.weight"] = packed("emb.ln.w")
    tensors["embeddings.LayerNorm.bias"] = packed("emb.ln.b")
    for layer in range(shape.layers):
        for theirs, ours in _LAYER_NAMES.items():
            bias = packed(f"l{layer}.{theirs}.b")
            weight = packed(f"l{layer}.{theirs}.w")
            if not theirs.endswith("ln"):
                weight = weight.reshape(len(bias), -1)
            tensors[f"encoder.layer.{layer}.{ours}.weight"] = weight
            tensors[f"encoder.layer.{layer}.{ours}.bias"] = bias
    # Nothing uses the pooler; without weights of its own the loader would draw random ones.
    tensors["pooler.dense.weight"] = np.zeros((shape.hidden, shape.hidden), dtype=np.float32)
    tensors["pooler.dense.bias"] = np.zeros(shape.hidden, dtype=np.float32)
    return tensors


def _rows(values: Vectors, shape: Shape) -> Vectors:
    return values.reshape(-1, shape.hidden)


def _configurations(shape: Shape) -> dict[str, dict[str, object] | list[dict[str, object]]]:
    library = "sentence_transformers.models"
    return {
        "config.json": _encoder_configuration(shape),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            **SPECIAL_TOKENS,
        },
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{library}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{library}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{library}.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _encoder_configuration(shape: Shape) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "layer_norm_eps": shape.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": 1,
        "bos_token_id": 0,
        "eos_token_id": 2,
    }
