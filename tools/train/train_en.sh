#!/bin/sh
# Trains the English model from treebanks: UD_English-EWT and the freely licensed part of UD_English-GUM.
# usage: tools/train/train_en.sh UD_FOLDER [MODEL]        (run from the source folder, after the build)
# UD_FOLDER holds UD_English-EWT/en_ewt-ud-train.conllu.gz and UD_English-GUM/en_gum-{a,b}-ud-train.conllu.gz.
set -eu
ud=$1
model=${2-models/en.truce}
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for part in EWT/en_ewt GUM/en_gum-a GUM/en_gum-b; do
    gzip -dc "$ud/UD_English-$part-ud-train.conllu.gz" >"$work/$(basename "$part").conllu"
done
"${TRUCE_TRAIN-build/tools/truce-train}" --words "$here/en_words.txt" --name "en 1" --out "$model" --seed 1 \
    --tag-epochs 8 --lemma-epochs 6 --parse-epochs 10 --min-tag 8 --min-lemma 2 --min-move 20 --precision 150 \
    "$work"/en_ewt.conllu "$work"/en_gum-a.conllu "$work"/en_gum-b.conllu
