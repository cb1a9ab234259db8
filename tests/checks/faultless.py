"""A folder of tables without problems, and what is said of others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from leaderboard.checks import check

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 6, 15)

FOLDER = {
    "results": "network,dataset,miou,split,variant,test_time,extra_data,evidence,source,note,"
    "metric,spread,spread_of,runs,run,resolution,protocol,date\n"
    "AlphaNet,streets,80.0,test,,,,paper,Able (2018),,,0.3,std,5,,1024x2048,,2018-02-15\n"
    "AlphaNet,streets,88.0,test,,,none,paper,Able (2018),,F1,,,,,,,\n"
    "AlphaNet,rooms,40.5,,,,,paper,https://papers.example/alpha,\n"
    "Beta-Net,rooms,42.0,,,,,list,a list,\n",
    "papers": "paper,network,aliases,title,authors,venue,year,date,arxiv,topic,tags,status,note\n"
    'alpha-net,AlphaNet,anet,Attention,"Able, Ann and Baker, Bob",CVPR,2018,2017-11,1711.00001,,,,\n'
    "beta-net,Beta-Net,,Streets at Once,,ECCV,2018,2018-03,,,,,\n",
    "links": "paper,kind,detail,url\nalpha-net,paper,,https://papers.example/alpha\n"
    "beta-net,paper,,https://papers.example/beta\n",
    "datasets": "dataset,title,aliases,metric,unit,better,split,classes,images,url,official,note\n"
    "streets,City Streets,cs,mIoU,%,higher,test,,,,https://streets.example/board,\n"
    "rooms,Rooms,,mIoU,%,higher,val,,,,,\n"
    "depth,Depth,,RMSE,m,lower,test,,,,,\n",
    "metrics": "metric,dataset,title,unit,better,group,note\nF1,streets,,%,higher,,\nZap,,Zap,,lower,,\n",
    "speeds": "network,variant,dataset,split,fps,device,resolution,params,gflops,source,note\n"
    "AlphaNet,,streets,test,30.5,GTX 1080 Ti,1024x2048,12.4,,https://papers.example/alpha,\n"
    "Beta-Net,,rooms,,,,,3,1.5,a list,\n",
}
"""A folder without problems."""


def said(path: Path) -> list[str]:
    """Check what is at *path*, and say each problem in a line without its folder."""
    found = check(path, today=TODAY)
    lines = found["line"].astype("object").fillna("")
    names = found["path"].str.rsplit("/", n=1).str[-1]
    columns = (names, lines, found["severity"], found["problem"], found["rule"])
    return [
        f"{name}:{line}: {severity}: {problem} [{rule}]"
        for name, line, severity, problem, rule in zip(*columns, strict=True)
    ]
