"""Labels of a project told as a form: 建设地点:, 总投资:, 建设规模及内容:.

In comes a line of plain text, out comes whether it begins with such a label. What the lines say is read elsewhere.
"""

from __future__ import annotations

from store.language import patterns as re

BULLET = r"\s*(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]\s*|[^\w\s“《(]{1,2}\s*)?"
_WORDS = (
    "项目|工程|建设|主要|计划|规划|投资|建筑|占地|用地|总|年度|地点|地址|选址|位置|所在地|地|单位|主体|业主|方|法人|企业|规模|内容"
    "|及|和|与|概况|简介|情况|年限|工期|周期|时间|起止|开工|竣工|效益|经济|社会|预期|性质|类别|类型|行业|产业|所属|面积"
    "|资金|来源|进展|进度|形象|名称|责任|牵头|服务|负责|联系|领导|人|部门|阶段|目标|额|[(][^()]{1,6}[)]"
)
LABEL = re.compile(rf"{BULLET}(?P<label>(?:{_WORDS}){{1,8}}):\s*")
# What the first line below a project's name says.
FIRST = re.compile(
    r"\s*(?:投资(?:主体|方|单位|企业)|建设(?:地点|单位|内容|规模|地址|性质)|项目(?:地点|地址|单位|业主|投资方|概况)|总投资|计划总投资|占地面积)[:\d]"
)
