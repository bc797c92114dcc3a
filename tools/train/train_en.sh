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
"$here/news_sentences.py" "$here/news_words.txt" >"$work/news.conllu"
"$here/train_network.py" --seed 1 --steps "${STEPS-12000}" --names rules/en/lexicon --out "$work/network" \
    "$work"/en_ewt.conllu "$work"/en_gum-a.conllu "$work"/en_gum-b.conllu "$work"/news.conllu
"${TRUCE_TRAIN-build/tools/truce-train}" --words "$here/en_words.txt" --network "$work/network" --name "en 4" \
    --out "$model" --seed 1 "$work"/en_ewt.conllu "$work"/en_gum-a.conllu "$work"/en_gum-b.conllu
