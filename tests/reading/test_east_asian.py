"""Chinese, Japanese and Korean READMEs: names, and the commonest phrases."""

import pytest

from tests.reading.conftest import DATASET, MODEL, REPOSITORY


@pytest.mark.parametrize(
    ("sentence", "artefact", "said_of_it"),
    [
        ("本数据集基于 FairFace 构建。", DATASET, "DERIVED_FROM FairFace"),
        ("图片全部来自 YFCC100M，并人工标注。", DATASET, "DERIVED_FROM YFCC100M"),
        ("本仓库为 FairFace 数据集的镜像。", DATASET, "COPY_OF FairFace"),
        ("该模型在 FairFace 上训练。", MODEL, "TRAINED_ON FairFace"),
        ("该模型没有使用 FairFace 进行训练。", MODEL, "TRAINED_ON FairFace negated"),
        ("下载 FFHQ 数据集并解压。", REPOSITORY, "USES FFHQ"),
        ("FFHQ の画像にマスクを手作業で付与しました。", DATASET, "DERIVED_FROM FFHQ"),
        ("このモデルは FFHQ で学習しています。", MODEL, "TRAINED_ON FFHQ"),
        ("FFHQ のミラーです。", DATASET, "COPY_OF FFHQ"),
        ("FFHQ 이미지에서 눈 영역만 잘라내어 만든 데이터셋입니다.", DATASET, "DERIVED_FROM FFHQ"),
        ("FFHQ로 학습한 모델을 공개할 예정입니다.", MODEL, "TRAINED_ON FFHQ hypothetical"),
        ("FFHQ 다운로드 후 실행하세요.", REPOSITORY, "USES FFHQ"),
    ],
)
def test_the_words_of_the_clause_say_what_is_said(sentence, artefact, said_of_it, said):
    assert said(sentence, artefact) == {said_of_it}
